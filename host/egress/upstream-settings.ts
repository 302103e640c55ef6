import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'

const hostAndPort = z.string().regex(/^[a-z0-9._-]+:\d{1,5}$/i)
const login = {
  username: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^:\p{Cc}]+$/u),
  password: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u),
}

/**
 * How a school's network lets a kiosk out: straight, through one proxy, or as a PAC file says. `loginAt` names the
 * proxies that may be told the password when a PAC file is used, which could name any.
 */
export const upstreamSettings = z.union([
  z.strictObject({ proxy: hostAndPort, login: z.strictObject(login).optional() }),
  z.strictObject({
    pac: z.url({ protocol: /^(https?|file)$/ }),
    login: z.strictObject({ ...login, loginAt: z.array(hostAndPort).min(1).max(20) }).optional(),
  }),
])
export type UpstreamSettings = z.infer<typeof upstreamSettings>

/** Reads the file that `--upstream` names. Throws HG_UPSTREAM_SETTINGS; what stands in the file is never repeated, since it may be a password. */
export function readUpstream(path: string): UpstreamSettings {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new HedgerowError('HG_UPSTREAM_SETTINGS', 'the file cannot be read', { cause })
  }
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new HedgerowError('HG_UPSTREAM_SETTINGS', 'it is not JSON')
  }
  const read = upstreamSettings.safeParse(given)
  if (!read.success) throw new HedgerowError('HG_UPSTREAM_SETTINGS', 'it is {"proxy": "host:port"} or {"pac": "address"}, and a login')
  return read.data
}
