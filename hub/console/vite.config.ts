import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The staff console, served by the hub under `/console/`. Nothing is inlined, neither script nor picture: the hub's
 * content security policy takes everything from its own origin and nothing else.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url).href),
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../out/console', import.meta.url).href),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
})
