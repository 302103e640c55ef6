import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KioskView } from '#core/contract/view.ts'
import { ownSites } from '#host/own-sites.ts'

/** The kiosk's own built screens on a loopback port, with a stand-in for its bridge that knows one view. */
export async function startBareSite(view: KioskView): Promise<{ url: string; close(): void }> {
  const { ui } = ownSites()
  const bridge = `const view = ${JSON.stringify(view)}
Object.defineProperty(globalThis, 'hedgerow', { value: {
  call: () => Promise.resolve('done'),
  onView(listener) { listener(view); return () => {} },
} })`
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '')
    if (path === '/bench-bridge.js') return void response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(bridge)
    const file = ui.file(path)
    if (file === null) return void response.writeHead(404).end()
    const html = path === '/' ? Buffer.from(file.body).toString('utf8') : null
    response
      .writeHead(200, { ...ui.headers, 'Content-Type': file.contentType })
      .end(html === null ? file.body : html.replace('<head>', '<head><script src="/bench-bridge.js"></script>'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?surface=main`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
