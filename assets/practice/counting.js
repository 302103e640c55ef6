// A button for each number: works by mouse, by touch, by Tab and Enter, and by the number keys.
const most = 6
const field = document.querySelector('#field')
const numbers = document.querySelector('#numbers')
const answer = document.querySelector('#answer')
const order = [3, 5, 2, 6, 4, 1]
const carrot =
  '<svg viewBox="0 0 64 64" width="96" height="96" aria-hidden="true"><path d="M10 58Q6 54 14 34Q22 20 36 22Q46 30 42 40Q34 52 10 58Z" fill="#e0803f"/><path d="M38 24Q34 8 44 4Q48 12 46 18Q56 12 60 20Q56 28 40 26Z" fill="#4c8a57"/><path d="M20 36L28 42M28 28L36 36" stroke="#c9682b" stroke-width="3" stroke-linecap="round"/></svg>'
let round = 0

function show() {
  field.innerHTML = carrot.repeat(order[round])
}

function press(number) {
  if (number !== order[round]) {
    answer.textContent = `${number} is not quite it. Touch each carrot as you count.`
    return
  }
  answer.textContent = `Yes, ${number}! Here are some more.`
  round = (round + 1) % order.length
  show()
}

for (let number = 1; number <= most; number++) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = String(number)
  button.addEventListener('click', () => press(number))
  numbers.append(button)
}
document.addEventListener('keydown', (event) => {
  const number = Number(event.key)
  if (Number.isInteger(number) && number >= 1 && number <= most) press(number)
})
show()
