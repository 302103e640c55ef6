// Leaves without being asked, as a page does whose address was sold.
setTimeout(() => {
  location.href = 'https://somewhere-else.example/'
}, 3000)
