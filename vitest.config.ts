import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Three projects: `node` for everything without a screen, `ui` for React in jsdom, `shell` for real browsers, two files at a time. */
export default defineConfig({
  test: {
    reporters: ['default', './test/second-tries.ts'],
    // Also on two processors: files mostly wait, for a browser, a server or a clock.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/shells/**', 'test/end-to-end/**', 'test/renderer/**', 'test/hub/console/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.{ts,tsx}', 'test/hub/console/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          setupFiles: ['test/patience.ts'],
        },
      },
      {
        test: {
          name: 'shell',
          environment: 'node',
          include: ['test/shells/**/*.test.ts', 'test/end-to-end/**/*.test.ts'],
          // The reporter names every test that needed it.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/shells/build-first.ts'],
        },
      },
    ],
  },
})
