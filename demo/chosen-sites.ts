import type { Scope } from '#core/contract/list.ts'
import type { Stage } from '#core/contract/stage.ts'

interface Choice {
  readonly url: string
  readonly picture: string
  /** Instead of the starter list's title, where that is long. */
  readonly title?: string
  /** Instead of the starter list's words, where those do not fit the picture. */
  readonly spoken?: string
  readonly words: readonly string[]
  readonly opens?: string
  readonly scope?: Scope
}

const unite: Choice = { url: 'https://www.uniteforliteracy.com/', picture: 'open-book', words: ['book', 'read', 'story'] }
const phonics: Choice = { url: 'https://www.phonicsplay.co.uk/resources', picture: 'duck', words: ['phonics', 'sounds', 'letters'] }
const poems: Choice = { url: 'https://childrens.poetryarchive.org/', picture: 'books', words: ['poem', 'listen', 'rhyme'] }
const nrich: Choice = { url: 'https://nrich.maths.org/primary', picture: 'abacus', words: ['maths', 'number', 'puzzle', 'shape'] }
const trees: Choice = {
  url: 'https://www.woodlandtrust.org.uk/trees-woods-and-wildlife/british-trees/',
  picture: 'maple-leaf',
  words: ['tree', 'leaf', 'plants'],
}
const tate: Choice = { url: 'https://www.tate.org.uk/kids', picture: 'artist-palette', words: ['art', 'paint', 'draw'] }
const spacePlace: Choice = { url: 'https://spaceplace.nasa.gov/', picture: 'crescent-moon', words: ['space', 'moon', 'planet', 'earth'] }
const kandinsky: Choice = {
  url: 'https://musiclab.chromeexperiments.com/Kandinsky/',
  picture: 'pencil',
  words: ['music', 'draw', 'art'],
}
// Each level of the maze is this path with another query, so "just this page" would stop after the first.
const maze: Choice = {
  url: 'https://blockly.games/maze?lang=en',
  opens: 'https://blockly.games/maze',
  scope: 'section',
  picture: 'maze',
  words: ['code', 'maze', 'blocks'],
}
const typing: Choice = {
  url: 'https://www.doorwayonline.org.uk/typing/text-type/',
  picture: 'keyboard',
  words: ['type', 'keyboard', 'letters'],
}

/** Chosen for their subject and stage; those with adverts, sign-in or comments only where nothing else fits (phonics). */
export const chosenSites: Readonly<Record<Stage, readonly Choice[]>> = {
  eyfs: [
    phonics,
    unite,
    {
      url: 'https://www.bbc.co.uk/teach/school-radio/eyfs-three-little-pigs/zn6vbdm',
      picture: 'little-houses',
      words: ['pigs', 'story', 'house'],
    },
    { url: 'https://storylineonline.net/', picture: 'books', words: ['story', 'listen'] },
    { url: 'https://www.bbc.co.uk/cbeebies/shows/numberblocks', picture: 'counting-blocks', words: ['numbers', 'count', 'maths'] },
    { url: 'https://nrich.maths.org/early-years', picture: 'abacus', words: ['maths', 'count'] },
    { url: 'https://www.bbc.co.uk/cbeebies/shows/octonauts', picture: 'fish', words: ['sea', 'fish', 'animals'] },
    tate,
    kandinsky,
    {
      url: 'https://www.bbc.co.uk/teach/school-radio/nursery-rhymes-songs-index/zhwdgwx',
      picture: 'bell',
      words: ['sing', 'song', 'rhyme'],
    },
    { url: 'https://musiclab.chromeexperiments.com/Rhythm/', picture: 'drum', words: ['music', 'drum'] },
    { url: 'https://www.bbc.co.uk/cbeebies/games', picture: 'teddy-bear', words: ['games', 'mouse'] },
  ],
  ks1: [
    phonics,
    unite,
    poems,
    nrich,
    { url: 'https://www.bbc.co.uk/bitesize/subjects/zjxhfg8', picture: 'counting-blocks', words: ['maths', 'number'] },
    trees,
    {
      url: 'https://www.wildlifetrusts.org/wildlife-explorer',
      picture: 'lady-beetle',
      words: ['animals', 'insects', 'birds', 'minibeasts'],
    },
    spacePlace,
    { url: 'https://www.fireoflondon.org.uk/', picture: 'scroll', words: ['history', 'fire', 'london'] },
    {
      url: 'https://www.metoffice.gov.uk/weather/learn-about/met-office-for-schools/other-content/other-resources/our-seasons',
      picture: 'sun-behind-cloud',
      words: ['weather', 'seasons', 'year'],
    },
    tate,
    kandinsky,
    { url: 'https://musiclab.chromeexperiments.com/Song-Maker/', picture: 'drum', words: ['music', 'song'] },
    { url: 'https://blockly.games/puzzle?lang=en', picture: 'puzzle-piece', words: ['code', 'blocks', 'animals'] },
    maze,
    typing,
  ],
  ks2: [
    poems,
    nrich,
    spacePlace,
    { url: 'https://www.esa.int/kids/en/home', picture: 'rocket', words: ['space', 'rocket', 'planet', 'europe'] },
    trees,
    {
      url: 'https://www.britishmuseum.org/learn/schools/ages-7-11/ancient-egypt',
      title: 'British Museum: Ancient Egypt',
      picture: 'amphora',
      words: ['history', 'egypt', 'pyramid', 'museum'],
    },
    { url: 'https://www.nationalarchives.gov.uk/education/', picture: 'scroll', words: ['history', 'documents', 'evidence'] },
    { url: 'https://historicengland.org.uk/education/schools-resources/', picture: 'castle', words: ['history', 'castle', 'places'] },
    {
      url: 'https://www.metoffice.gov.uk/weather/learn-about',
      picture: 'sun-behind-cloud',
      words: ['weather', 'climate', 'seasons', 'geography'],
    },
    tate,
    { url: 'https://musiclab.chromeexperiments.com/Song-Maker/', picture: 'drum', words: ['music', 'song', 'tune'] },
    maze,
    { url: 'https://microbit.org/projects/make-it-code-it/', picture: 'puzzle-piece', words: ['code', 'microbit', 'make'] },
    typing,
  ],
}
