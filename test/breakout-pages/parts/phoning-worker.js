addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('message', ({ data }) => {
  for (const to of [data.forbidden, data.other, data.ip]) {
    fetch(to, { mode: 'no-cors' }).catch(() => {})
    try {
      new WebSocket(to.replace('https', 'wss'))
    } catch {}
  }
  try {
    new WebSocket(data.ws)
  } catch {}
  for (const to of [data.forbidden, data.other]) clients.openWindow(to).catch(() => {})
  clients.matchAll({ includeUncontrolled: true, type: 'window' }).then((all) => {
    for (const one of all) one.navigate(data.forbidden).catch(() => {})
  })
})
addEventListener('fetch', (event) => {
  if (event.request.url.includes('made-up')) event.respondWith(Response.redirect('https://forbidden.test/'))
})
