import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { HubApp } from './app-type.ts'

const notBuilt = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Hedgerow hub</title>
<h1>The hub is running. Its console is not built yet.</h1>
<p>Run <code>npm run hub</code> in Hedgerow's folder: it builds the console first. Then load this page again.</p></html>`

/** Serves the built staff console from a folder, under `/console/`. Without it, a plain page says what to run. */
export function consoleRoutes(app: HubApp, folder: string): void {
  app.get('/', (_request, reply) => reply.redirect('/console/'))
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  if (!existsSync(join(folder, 'index.html'))) {
    app.route({
      method: ['GET', 'HEAD'],
      url: '/console/*',
      handler: (_request, reply) => reply.code(503).type('text/html').send(notBuilt),
    })
    return
  }
  app.register(fastifyStatic, {
    root: folder,
    prefix: '/console/',
    cacheControl: false,
    dotfiles: 'deny',
    // Names of built files carry a hash of what is in them: a browser may keep them, and asks each time.
    setHeaders: (reply, path) => {
      if (!path.endsWith('.html')) reply.header('cache-control', 'no-cache')
    },
  })
}
