/**
 * `npm run --silent verdict -- LIST`: judges requests by a list, one JSON line in, one JSON line out. LIST is in the import
 * format, or a catalogue that `npm run verdict -- --compile LIST.json FILE` has compiled.
 * Exit 0: all lines were answered, or nobody listens any more. Exit 2: the list can't be used; standard error says why.
 */
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import { limits } from '#core/contract/list.ts'
import { compileCatalogue, isCatalogue, openCatalogue } from '#core/policy/catalogue.ts'
import { type ImportedList, importListText } from '#core/policy/import.ts'
import { compilePolicy, judge, type Policy } from '#core/policy/policy.ts'
import { answerLines } from './answer-lines.ts'

const mostNotes = 20

async function main(args: readonly string[]): Promise<number> {
  let policy: Policy
  try {
    if (args[0] === '--compile') return compile(args.slice(1))
    policy = readPolicy(args)
  } catch (fault) {
    if (!(fault instanceof HedgerowError)) throw fault
    process.stderr.write(`${fault.code}: ${fault.message}\n`)
    return 2
  }
  process.stdin.setEncoding('utf8')
  const answers = answerLines(process.stdin, (request) => judge(policy, request, Date.now()))
  return await write(answers, process.stdout, process.stdin)
}

function readPolicy(args: readonly string[]): Policy {
  const [path, ...more] = args
  if (path === undefined || more.length > 0) throw new HedgerowError('HG_LIST_UNREADABLE', 'name one file, LIST.json')
  const bytes = readBytes(path)
  if (isCatalogue(bytes)) return openCatalogue(bytes)
  const { entries, expiresAt } = readList(bytes)
  return compilePolicy(entries, expiresAt)
}

/** Writes a list's compiled form, and says how large it is. */
function compile(args: readonly string[]): number {
  const [from, to, ...more] = args
  if (from === undefined || to === undefined || more.length > 0) throw new HedgerowError('HG_COMMAND', '--compile LIST.json FILE')
  const { entries, expiresAt } = readList(readBytes(from))
  const bytes = compileCatalogue(entries, expiresAt)
  try {
    writeFileSync(to, bytes)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new HedgerowError(code === 'ENOSPC' ? 'HG_DISK_FULL' : 'HG_FOLDER_UNWRITABLE', code, { cause })
  }
  process.stdout.write(`${entries.length} entries, ${bytes.length} bytes\n`)
  return 0
}

function readList(bytes: Uint8Array): ImportedList {
  const list = importListText(readText(bytes), limits.catalogueEntries)
  for (const { entry, field } of list.notes.slice(0, mostNotes)) {
    process.stderr.write(`note: http was taken as https (entry ${entry}, ${field})\n`)
  }
  if (list.notes.length > mostNotes) process.stderr.write(`note: and ${list.notes.length - mostNotes} more\n`)
  return list
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new HedgerowError('HG_LIST_UNREADABLE', cause instanceof Error && 'code' in cause ? String(cause.code) : '', { cause })
  }
}

function readText(bytes: Uint8Array): string {
  try {
    // A byte order mark is kept, and so refused: the file then isn't what it says.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new HedgerowError('HG_LIST_NOT_JSON', 'not UTF-8', { cause })
  }
}

/** Writes as fast as the reader takes it. Gives the exit code: a reader that goes away (`| head`) ends the run without a word. */
async function write(pieces: AsyncIterable<string>, output: Writable, input: Readable): Promise<number> {
  let fault: NodeJS.ErrnoException | null = null
  output.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= error
    // Ends the reading too, which would else wait for its next line.
    input.destroy()
  })
  try {
    for await (const piece of pieces) {
      if (fault !== null) break
      if (!output.write(piece)) await Promise.race([once(output, 'drain'), once(output, 'close')])
    }
  } catch (error) {
    fault ??= error as NodeJS.ErrnoException
  }
  // The compiler cannot see that the listener sets it.
  const { code } = (fault ?? { code: null }) as { readonly code?: string | null }
  if (code === null || code === 'EPIPE') return 0
  process.stderr.write(`${tellFault(code === 'ENOSPC' ? 'HG_DISK_FULL' : 'HG_INPUT_BROKEN', code)}\n`)
  return 2
}

function tellFault(code: ErrorCode, detail = ''): string {
  return `${code}: ${new HedgerowError(code, detail).message}`
}

process.exitCode = await main(process.argv.slice(2))
