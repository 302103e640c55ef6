import { parseArgs } from 'node:util'
import { HedgerowError } from '#core/contract/errors.ts'

export interface StartOptions {
  /** Null: the folder that the system gives this program. */
  readonly data: string | null
  readonly hub: string
  readonly hubAuthority: string | undefined
  /** File with the settings of the school's proxy. */
  readonly upstream: string | undefined
  readonly code: string | undefined
  readonly name: string
}

/** How it is drawn, for machines that need it; Chromium reads these itself. */
const drawing = {
  'ozone-platform': { type: 'string' },
  'ozone-platform-hint': { type: 'string' },
  'force-device-scale-factor': { type: 'string' },
  'disable-gpu': { type: 'boolean' },
} as const
const own = {
  data: { type: 'string' },
  hub: { type: 'string', default: '' },
  'hub-authority': { type: 'string' },
  upstream: { type: 'string' },
  code: { type: 'string' },
  name: { type: 'string', default: 'Kiosk' },
} as const

/**
 * What the program was started with; `args` is argv without the program and the script. Chromium and Node have read the
 * command line before our code runs, so `--inspect`, `--remote-debugging-port` or `--no-sandbox` can only be answered by
 * not starting (B067): throws HG_COMMAND for every switch that is not named above. Words that are no switch, such as an
 * address or a file, are dropped.
 */
export function readStartOptions(args: readonly string[]): StartOptions {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (fault) {
    throw new HedgerowError('HG_COMMAND', fault instanceof Error ? fault.message : '', { cause: fault })
  }
  return {
    data: values.data ?? null,
    hub: values.hub,
    hubAuthority: values['hub-authority'],
    upstream: values.upstream,
    code: values.code,
    name: values.name,
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: { ...own, ...drawing }, allowPositionals: true, strict: true }).values
}
