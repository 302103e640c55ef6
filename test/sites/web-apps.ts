import { readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Site } from './https-sites.ts'
import { approvedColour, page } from './neighbourhood.ts'

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

/** A library host as the real ones are: `/name/file` is the file of the npm package, byte for byte, for any page to load. */
const library: Site = (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'https://library').pathname)
  const type = types[extname(path)]
  try {
    const body = readFileSync(join(packages, path))
    response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream', 'Access-Control-Allow-Origin': '*' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
}

/** A web application that nobody here wrote, on a page of some school site, with its library on another host. */
export interface WebApp {
  readonly name: string
  readonly url: string
  readonly libraryHost: string
  /** True once the application itself is at work. */
  readonly works: string
  readonly site: Site
}

function webApp(name: string, host: string, libraryHost: string, html: string, works: string): WebApp {
  const site: Site = (_, response) => page(response, approvedColour, `<h1 id="heading">${name} for us</h1>${html}`)
  return { name, url: `https://${host}/play/`, libraryHost, works, site }
}

export const webApps: readonly WebApp[] = [
  webApp(
    'Blockly',
    'www.code-garden.org.uk',
    'unpkg.com',
    `<div id="room" style="width:900px;height:400px"></div>
<script src="https://unpkg.com/blockly/blockly.min.js"></script>
<script>
  const workspace = Blockly.inject('room', {
    media: 'https://unpkg.com/blockly/media/',
    toolbox: { kind: 'flyoutToolbox', contents: [{ kind: 'block', type: 'controls_if' }, { kind: 'block', type: 'math_number' }] },
  })
  const block = workspace.newBlock('math_number')
  block.initSvg()
  block.render()
</script>`,
    `document.querySelectorAll('.blocklySvg .blocklyDraggable').length > 0 && Blockly.getMainWorkspace().getAllBlocks().length === 1`,
  ),
  webApp(
    'MathLive',
    'www.sums-for-schools.co.uk',
    'cdn.jsdelivr.net',
    `<math-field id="sum">x^2+1</math-field>
<script type="module">
  import { MathfieldElement } from 'https://cdn.jsdelivr.net/mathlive/mathlive.min.mjs'
  MathfieldElement.soundsDirectory = null
  globalThis.mathlive = MathfieldElement
</script>`,
    `globalThis.mathlive !== undefined && document.getElementById('sum').shadowRoot !== null && document.getElementById('sum').getValue() === 'x^2+1'`,
  ),
  webApp(
    'abcjs',
    'www.tunes-and-notes.co.uk',
    'cdnjs.cloudflare.com',
    `<div id="notes"></div>
<script src="https://cdnjs.cloudflare.com/abcjs/dist/abcjs-basic-min.js"></script>
<script>ABCJS.renderAbc('notes', 'X:1\\nT:Twinkle\\nM:4/4\\nL:1/4\\nK:C\\nC C G G | A A G2 |', { add_classes: true })</script>`,
    `document.querySelectorAll('#notes svg .abcjs-note').length === 7`,
  ),
]

/** The pages and the library hosts, by name. */
export const webAppSites: Readonly<Record<string, Site>> = Object.fromEntries(
  webApps.flatMap((app) => [
    [new URL(app.url).hostname, app.site],
    [app.libraryHost, library],
  ]),
)
