import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findElectron } from '#electron/find-electron.ts'

const root = join('/', 'school')
const there =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path)

it.each([
  ['linux', join(root, 'node_modules', 'electron', 'dist', 'electron')],
  ['win32', join(root, 'node_modules', 'electron', 'dist', 'electron.exe')],
  ['darwin', join(root, 'node_modules', 'electron', 'dist', 'Electron.app/Contents/MacOS/Electron')],
])('finds the binary of the package on %s', (platform, path) => {
  expect(findElectron({ root, env: {}, platform, exists: there(path) })).toEqual({ kind: 'found', path })
})

it('takes the folder that was named before the package', () => {
  const path = join('/opt', 'electron', 'electron')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: join('/opt', 'electron') }
  expect(findElectron({ root, env, platform: 'linux', exists: there(path, join(root, 'node_modules/electron/dist/electron')) })).toEqual({
    kind: 'found',
    path,
  })
})

it('says why there is none', () => {
  const none = findElectron({ root, env: {}, platform: 'linux', exists: there() })
  expect(none).toMatchObject({ kind: 'missing', why: expect.stringContaining('not installed') })
  const empty = findElectron({ root, env: { ELECTRON_OVERRIDE_DIST_PATH: '/empty' }, platform: 'linux', exists: there() })
  expect(empty).toMatchObject({ kind: 'missing', why: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH') })
})
