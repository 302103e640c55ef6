/**
 * `npm run breakout`: every numbered breakout attempt, group by group. `-- --pages DIR`: anybody's attack pages in the
 * real kiosk. Both close with `N passed, N failed` alone on a line; exit 1 when one failed, 2 when the command or the folder is wrong.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { HedgerowError } from '#core/contract/errors.ts'
import { type PageResult, tryPages } from './pages.ts'
import { runAttempts } from './table.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pictures = join(root, 'out', 'breakout')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A name may hold anything; a line holds no line break and no control of a terminal. */
const printable = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?')

function close(passed: number, failed: number): void {
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function pagesOf(folder: string): Promise<void> {
  // The judge looks at a screen of its own, whoever's screen this is.
  delete process.env.DISPLAY
  rmSync(pictures, { recursive: true, force: true })
  const onResult = ({ page, judgement }: PageResult): void =>
    say(`${judgement.verdict.padEnd(9)}  ${printable(page.title)}  ${printable(judgement.reason)}`)
  const results = await tryPages(folder, { picturesTo: pictures, onResult })
  const failed = results.filter((one) => one.judgement.verdict === 'FAILED').length
  if (failed > 0) say('pictures of what failed: out/breakout/')
  close(results.length - failed, failed)
}

try {
  const { values } = parseArgs({ options: { pages: { type: 'string' } } })
  if (values.pages !== undefined) await pagesOf(values.pages)
  else {
    const { passed, failed } = await runAttempts(say)
    close(passed, failed)
  }
} catch (fault) {
  const isOfCommand = fault instanceof Error && 'code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS')
  if (isOfCommand) process.stderr.write(`HG_COMMAND: ${fault.message}\nusage: npm run breakout [-- --pages DIR]\n`)
  else if (fault instanceof HedgerowError) process.stderr.write(`${fault.code}: ${fault.message}\n`)
  else process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`)
  process.exitCode = 2
}
