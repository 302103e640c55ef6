const scenes = [...document.querySelectorAll('.scene')]
const before = document.querySelector('#before')
const after = document.querySelector('#after')
const place = document.querySelector('#place')
let at = 0

function turn(by) {
  at = Math.min(Math.max(at + by, 0), scenes.length - 1)
  scenes.forEach((scene, number) => {
    scene.hidden = number !== at
  })
  before.disabled = at === 0
  after.disabled = at === scenes.length - 1
  place.textContent = `Page ${at + 1} of ${scenes.length}`
  scenes[at].querySelector('h1').focus()
}

before.addEventListener('click', () => turn(-1))
after.addEventListener('click', () => turn(1))
