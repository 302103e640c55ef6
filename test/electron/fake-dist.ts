import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'

/** What @electron/fuses looks for in the binary: this sentence, the version of the wire, its length, then one byte for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/**
 * A folder that looks like Electron's Linux build to electron-builder: it cannot run, but its fuses can be set and read.
 * The order and the first state of the fuses are those of Electron's build: '1' on, '0' off.
 */
export async function makeFakeDist(folder: string): Promise<void> {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('101100011')])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('not a real Electron\n'), wire, Buffer.alloc(64)]), { mode: 0o755 })
  for (const name of [
    'chrome_100_percent.pak',
    'chrome_200_percent.pak',
    'resources.pak',
    'locales/en-GB.pak',
    'locales/en-US.pak',
    'version',
  ])
    writeFileSync(join(folder, name), 'placeholder')
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), 'placeholder')
  const app = join(folder, 'default-app')
  mkdirSync(app)
  writeFileSync(join(app, 'main.js'), '')
  await createPackage(app, join(folder, 'resources', 'default_app.asar'))
}
