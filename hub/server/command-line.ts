import { parseArgs } from 'node:util'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { Role, roles } from '#core/contract/hub-api.ts'

export const usage = `npm run hub                                  start the school hub on this machine
  --data DIR                 data folder (usual: .hedgerow/hub)
  --port N  --host H         where to listen (usual: 4310 on 127.0.0.1); another host needs a certificate
  --tls-cert F --tls-key F   PEM files
  --host-name NAME           a name by which kiosks call this machine; may be repeated
  --console DIR              the built console (usual: out/console)
npm run hub -- set-up --from SCHOOL.json [--data DIR]
npm run hub -- set-up --name "SCHOOL" --email TECHNICIAN@… --pin 4821 [--data DIR]
npm run hub -- invite --role ${roles.join('|')} --name "NAME" --email ADDRESS [--data DIR]
npm run hub -- mail --from SETTINGS.json [--data DIR]   the school's mail server, as docs/platforms.md says`

const Port = z.coerce.number().int().min(0).max(65_535)
const Text = z.string().trim().min(1)
const folder = { data: Text.default('.hedgerow/hub') }

const commands = {
  start: z.strictObject({
    ...folder,
    port: Port.default(4310),
    host: Text.default('127.0.0.1'),
    'tls-cert': Text.optional(),
    'tls-key': Text.optional(),
    'host-name': z.array(Text).default([]),
    console: Text.optional(),
  }),
  'set-up from': z.strictObject({ ...folder, from: Text }),
  'set-up': z.strictObject({ ...folder, name: Text.max(100), email: z.email(), pin: z.string().regex(/^\d{4,8}$/) }),
  mail: z.strictObject({ ...folder, from: Text }),
  invite: z.strictObject({ ...folder, role: Role, name: Text.max(80), email: z.email() }),
} as const

type Commands = typeof commands
export type Command = { [K in keyof Commands]: { readonly kind: K; readonly options: z.infer<Commands[K]> } }[keyof Commands]

/** Reads the arguments after the program's name. Throws HG_COMMAND naming the option. */
export function readCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv)
  const [kind = 'start', ...rest] = positionals
  if (rest.length > 0) throw new HedgerowError('HG_COMMAND', rest[0])
  switch (kind) {
    case 'start':
      return { kind, options: checked(commands.start, values) }
    case 'set-up':
      return !Object.hasOwn(values, 'from')
        ? { kind, options: checked(commands['set-up'], values) }
        : { kind: 'set-up from', options: checked(commands['set-up from'], values) }
    case 'mail':
      return { kind, options: checked(commands.mail, values) }
    case 'invite':
      return { kind, options: checked(commands.invite, values) }
    default:
      throw new HedgerowError('HG_COMMAND', kind)
  }
}

const names = ['data', 'port', 'host', 'tls-cert', 'tls-key', 'console', 'name', 'email', 'pin', 'role', 'from'] as const

function parsed(argv: readonly string[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { ...options, 'host-name': { type: 'string', multiple: true } } })
  } catch (fault) {
    throw new HedgerowError('HG_COMMAND', fault instanceof Error ? fault.message : '', { cause: fault })
  }
}

function checked<S extends z.ZodType>(schema: S, values: object): z.infer<S> {
  const read = schema.safeParse({ ...values })
  if (read.success) return read.data
  const [issue] = read.error.issues
  const about = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
  throw new HedgerowError('HG_COMMAND', about === undefined ? '' : `--${String(about)}`)
}
