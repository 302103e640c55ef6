import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Mode `main` builds out/electron/main.js: all of our code and its libraries in one module, since the package carries no
 * node_modules. Mode `preload` builds out/electron/preload.cjs: one CommonJS file, the only form that a sandboxed preload can have.
 */
export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload'
  return {
    configFile: false,
    root: here('..'),
    publicDir: false,
    // The sandbox of PAC files asks for Node's own module by its short name.
    resolve: { alias: [{ find: /^module$/, replacement: 'node:module' }] },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: here('../out/electron'),
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      lib: {
        entry: here(isPreload ? './preload.ts' : './main.ts'),
        formats: [isPreload ? 'cjs' : 'es'],
        fileName: () => (isPreload ? 'preload.cjs' : 'main.js'),
      },
      rolldownOptions: {
        external: ['electron', /^node:/],
        // No second file ever: `import('electron')` in ipc.ts stays an import, everything else is one module.
        output: { codeSplitting: false },
      },
    },
  }
})
