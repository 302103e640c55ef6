// Does what silly pages do after a press: a new window, then a message box. The kiosk lets neither reach the child.
document.querySelector('#balloon').addEventListener('click', () => {
  window.open('https://silly-pop-up.example/', '_blank')
  alert('You popped it! Press OK OK OK!')
})
