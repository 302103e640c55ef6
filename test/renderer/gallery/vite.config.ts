import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** `vite -c test/renderer/gallery/vite.config.ts`: every sample view by its address. Loopback only. */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [react()],
  build: { outDir: fileURLToPath(new URL('../../../out/gallery', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] } },
  preview: { host: '127.0.0.1', port: 5199, strictPort: true },
})
