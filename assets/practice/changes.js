// Becomes something other than what was approved, without a load: new words, and an address of its own.
setTimeout(() => {
  document.querySelector('#title').textContent = 'Buy a pond today!'
  document.querySelector('#words').textContent = 'Only three ponds left. Hurry, hurry!'
  history.pushState({}, '', '/shop/buy-a-pond.html')
}, 4000)
