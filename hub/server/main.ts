import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { HedgerowError } from '#core/contract/errors.ts'
import { type Command, readCommand, usage } from './command-line.ts'
import { inviteFromCommandLine, setMailFromFile, setUpFromCommandLine, setUpFromFile } from './set-up.ts'
import { startHub } from './start.ts'

/** Ends by itself even when a connection will not. */
const mostStopMs = 2_500

async function start({ data, port, host, console: consoleFolder, ...rest }: Extract<Command, { kind: 'start' }>['options']): Promise<void> {
  const running = await startHub({
    folder: data,
    port,
    host,
    hostNames: rest['host-name'],
    ...tlsFrom(rest['tls-cert'], rest['tls-key']),
    siren: (line) => process.stderr.write(`\x07\x07\x07${line}\n`),
    ...(consoleFolder === undefined ? {} : { consoleFolder }),
  })
  const school = await running.hub.db.selectFrom('school').select('name').executeTakeFirst()
  // One line that another program can read; people read the ones after it.
  process.stdout.write(`${JSON.stringify({ ready: true, url: running.url })}\n`)
  process.stdout.write(`The school hub runs at ${running.url}\n`)
  if (school === undefined) process.stdout.write('It has no school yet: stop it and run `npm run hub -- set-up`.\n')

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), mostStopMs).unref()
    await running.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function tlsFrom(cert: string | undefined, key: string | undefined) {
  if (cert === undefined && key === undefined) return {}
  if (cert === undefined || key === undefined) throw new HedgerowError('HG_COMMAND', '--tls-cert and --tls-key go together')
  try {
    const tls = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
    createSecureContext(tls)
    return { tls }
  } catch (fault) {
    throw new HedgerowError('HG_TLS_NEEDED', '--tls-cert and --tls-key: a file cannot be read, or they do not fit', { cause: fault })
  }
}

/** 2: the command was wrong. 3: the machine would not let the hub run. 1: our fault. */
function exitCodeOf(fault: unknown): number {
  if (!(fault instanceof HedgerowError)) return 1
  return fault.code === 'HG_COMMAND' ? 2 : 3
}

// What the hub writes holds children's names: nobody else on this machine reads it.
process.umask(0o077)
try {
  const command = readCommand(process.argv.slice(2))
  if (command.kind === 'start') await start(command.options)
  else if (command.kind === 'set-up') process.stdout.write(await setUpFromCommandLine(command.options))
  else if (command.kind === 'set-up from') process.stdout.write(await setUpFromFile(command.options))
  else if (command.kind === 'mail') process.stdout.write(await setMailFromFile(command.options))
  else process.stdout.write(await inviteFromCommandLine(command.options))
} catch (fault) {
  const isOurs = fault instanceof HedgerowError
  process.stderr.write(
    isOurs ? `${fault.code}: ${fault.message}\n` : `HG_INTERNAL: ${fault instanceof Error ? fault.stack : String(fault)}\n`,
  )
  if (isOurs) process.stderr.write(`docs/errors.md says what to do about ${fault.code}.\n`)
  if (isOurs && fault.code === 'HG_COMMAND') process.stderr.write(`${usage}\n`)
  process.exit(exitCodeOf(fault))
}
