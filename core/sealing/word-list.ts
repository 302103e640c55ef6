/**
 * Short, plain English words for passphrases that people copy from a screen onto paper. Written for Hedgerow.
 * No two sound alike when read out, as far as we noticed; none is rude. A passphrase is only ever
 * typed back, never looked up here, so the list may change.
 */
export const wordList: readonly string[] = `
acorn actor adult agent alarm album alert alley almond alpha amber ample anchor angle ankle antler apple apron arch arena arm armour
army arrow artist ash atlas attic aunt autumn award axle baby badge badger bagel baker balcony ball ballet balloon bamboo banana
bangle banjo bank banner barge bark barley barn barrel basil basin basket bat bath bay beach bead beak beam bean bear beard beaver
bed bee beetle belfry bell belt bench berry bike bird biscuit bison blade blanket blazer bloom blossom blue board boat bobbin bold
bonnet book boot border bottle bowl box boy bracket bramble branch brass brave bread breeze brick bridge bright bronze brook broom
brother brown brush bubble bucket bud bugle builder bulb bumper bun bunch bundle bunk burrow bus bush butter button cabbage cabin
cable cactus cake camel camera camp canal candle cannon canoe canvas canyon cap cape captain car caramel caravan card cargo carpet
carrot cart carve castle cat catch cattle cave cedar ceiling celery cellar cello cement centre cereal chain chair chalet chalk chapel
chapter charm chart cheek cheese cherry chess chest chicken chief child chilli chimney chin chip chorus church cinema circle circus
city clam clap class claw clay clean clear clerk clever cliff climb cloak clock cloth cloud clover clown club coach coal coast coat
cobble cobweb cockle cocoa coconut cod coffee coin cold collar colour comb comet comic compass cook cool copper coral cord cork corn
corner cosy cottage cotton couch count county cousin cover cow crab cradle craft crane crate crayon cream creek crest cricket crisp
crocus crop cross crow crown crumb crust crystal cube cuckoo cuff cup curl curry curtain curve cushion custard cycle daffodil dairy
daisy dance dancer dark darling dart date dawn day deck deep deer delta den dent desert desk dew dial diamond diary dice dingo dinner
dish disk ditch diver dock dog doll dolphin dome donkey door dormouse dot double dough dove down dozen dragon drain draw drawer
dream dress drift drill drink drive driver drum dry duck dune dusk dust duvet eagle ear early earth easel east easy echo edge eel
egg elastic elbow elder elf elk elm ember emerald empty engine enjoy equal errand evening ever every extra eye fable fabric face
fact fair fairy falcon family famous fan farm farmer fast father feast feather fence fern ferry fiddle field fifty fig film finch
find finger finish fir fire first fish five fizz flag flake flame flannel flash flask flat flavour fleece flight flint float flock
floor flow flower fluff flute fly foam fog foil fold folk follow food foot forest forge fork form fort forty fossil fountain four
fox frame free freezer fresh friend frog front frost fruit fudge fuel full fun future gadget galaxy gallery gallop game gander
gap garage garden garlic garnet gate gecko gem gentle giant gift ginger giraffe girl glacier glad glade glass glider globe glove
glow glue gnome goal goat gold golf gong goose gorge gown grain gram grand granny grape graph grass gravel gravy great green grey
grid grill grin grip grocer ground group grove grow guard guest guide guitar gull gutter gym habit half hall hammer hamper hamster
hand handle hanger happy harbour hard hare harp harvest hat hatch hawk hay hazel head healthy heap heart heat heather hedge heel
hello helmet help hen herb hero heron herring hexagon high hike hill hinge hippo hive hobby hockey hold holly home honest honey
hood hoof hook hoop hop hope horn horse hose hotel house hug human hundred hurdle hut ice icicle icing idea igloo inch ink insect
inside invite iron island ivory ivy jacket jade jaguar jam jar jasmine jazz jelly jetty jewel jigsaw jockey jog join joke jolly
journey joy jug juggle juice jumble jump jumper jungle junior juniper just kangaroo kayak keen keep kelp kennel kernel kettle key
kick kilt kind king kingdom kiosk kipper kitchen kite kitten kiwi knee knight knit knob knot koala label lace ladder ladle lady
lagoon lake lamb lamp land lane lantern lap larch large lark laser lasso late laugh launch laundry laurel lava lavender lawn layer
lead leaf leap learn leather leek left leg lemon lemur lend lentil leopard lesson letter lettuce level lever lid life lift light
lilac lily lime line linen lion lip list little lizard llama loaf lobster local lock locket lodge loft log long look loom loop
lorry lotion lotus loud lounge lovely loyal luck lunar lunch lute lynx lyric machine magic magnet magpie mail major maker mallet
mammal mango manor mantle map maple marble march mare margin market maroon mask mast mat match maypole maze meadow meal medley
mellow melody melon mend menu mercury mermaid merry metal meteor metre midday middle milk mill million mimic mind mine mineral
minnow mint minute mirror mist mitten mix moat model modern mole moment monday money monkey monsoon month moon moor moose morning
mosaic moss moth mother motor mound mouse mouth move mud muffin mug mulberry mule museum mushroom music mussel mustard myth nail
name napkin narrow nation native nature navy near neat neck nectar needle nephew nest net nettle never new newt next nice niece
nimble nine noble noise noodle noon north nose note notice novel number nurse nut nutmeg nylon oak oar oasis oat ocean octagon
octopus offer office often olive omelette onion onyx opal open opera orange orbit orchard orchid organ orient origami otter ounce
outdoor oval oven over owl oxen oxygen oyster pace pack paddle page pail paint palace palm pan pancake panda panel pansy panther
pantry paper parade parcel park parrot parsley parsnip party passage pasta paste pastry patch path patio pattern pause pavement
paw peace peach peak peanut pear pearl pebble pedal peel pelican pen pencil penguin penny people pepper perch perfect person pet
petal pewter phone photo piano pickle picnic picture pie pier pigeon pillar pillow pilot pine pink pipe piper pirate pitch pixel
pizza place plain plan planet plank plant plaster plate play player plenty plot plough plum plus pocket poem poet point polar pole
polish polka polo pond pony pool poplar poppy porch porridge port poster pot potato pottery pouch pound powder prairie prawn present
pretty prince print prism prize proper proud prune pudding puddle puffin pulley pulp pumpkin puppet puppy pure purple purse puzzle
pyramid quail quarry quarter quartz queen quest quick quiet quill quilt quince quiver quiz quote rabbit race radar radio radish raft
rail rain rainbow raisin rake rally ramp ranch range rapid rare raven ray reach ready real record red reed reef referee region relay
remind rest ribbon rice rich ride ridge right ring ripple rise river road roam roast robin robot rock rocket rodeo roll roof room
rooster root rope rose rosette round rover row rowing royal rubber ruby rudder rug rugby ruler run runner rural rust rye saddle
safari saffron sage sail sailor salad salmon salt sand sandal sardine satin saturn sauce saucer savanna save scale scallop scarf
scene school science scone scooter score scout screen scroll sea seal season seat second seed seesaw self senior sequin seven sew
shade shadow shallow shape share sheep shelf shell shelter sheriff shield shine ship shirt shoe shop shore short shout shovel show
shower shrimp shrub shutter side sign silk silly silver simple sing singer sink siren sister six sixty size skate sketch ski skill
skip skirt sky slate sleep sleeve sleigh slice slide slipper slope slow small smile smith smooth snail snow soap soccer social
sock sofa soft soil solar soldier solid solo sonata song soon soup south space spade spaniel spark sparrow special spell spice
spider spin spinach spiral splash sponge spoon sport spot spray spring sprout spruce square squash squirrel stable stack stadium
staff stage stair stall stamp stand star start state station statue steam steel stem step stew stick stilt stitch stone stool stop
store storm story stove straw stream street string stripe strong studio study sturdy style sugar suit summer summit sun sunday sunny
sunset super supper surf surface sushi swallow swan sweater sweet swift swim swing switch symbol syrup system table tablet tadpole
tail tailor talk tall tandem tangle tango tank tap tape target tart tartan taste taxi tea teach team teapot teddy temple ten tennis
tent term terrace thank theatre theme thick thimble thing think third thirty thistle thousand thread three throne thumb thunder
ticket tide tidy tiger tile timber time tin tinsel tiny tiptoe title toast today toffee together tomato tonic tool tooth top topaz
topic torch tortoise total toucan touch tower town toy track tractor trade trail train travel tray treacle treasure treat tree trek
trellis triangle trick trifle trim trio trolley trophy trout trowel truck true trumpet trunk trust try tub tuba tuesday tug tulip
tumble tuna tundra tunic tunnel turban turbine turnip turquoise turtle tweed twelve twenty twig twin twist umbrella uncle under
unicorn uniform union unit upper upside urban urn useful usher valley value van vanilla vapour vase vault velvet venture venus
verse vest vet video view villa village vine vinegar viola violet violin visit visitor vivid voice volcano volley volume vowel
voyage waffle wagon waist waiter wake walk wall wallet walnut walrus wand warm wash wasp watch water wave wax way weasel weather
weave web wedge week weekend weigh well west whale wheat wheel whisk whisper whistle white wicker wide widget wild willow win wind
window winner winter wire wise wish wizard wolf wombat wonder wood wool word work world wren wrist yacht yak yard yarn year yeast
yellow yesterday yoga yoghurt yolk young yoyo zebra zero zest zigzag zinc zip zodiac zoo zoom
`
  .trim()
  .split(/\s+/)
