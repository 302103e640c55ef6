import type { Reporter, TestModule } from 'vitest/node'

/**
 * Names every test that passed only on its second try, so that a shaky one is seen and mended instead of hidden. Only
 * tests in real browsers get a second try (vitest.config.ts): two cores and a virtual screen drop a key press now and then.
 */
export default class SecondTries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.diagnostic()?.flaky === true)
        .map((test) => `${module.relativeModuleId}: ${test.name}`),
    )
    if (names.length > 0) console.log(`\nonly on the second try: ${names.length}\n${names.map((name) => `  ${name}`).join('\n')}`)
  }
}
