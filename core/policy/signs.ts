export const inHost = 1
export const inPath = 2
export const inQuery = 4

/** Where each ASCII sign may stand and is left alone by the parser. No upper-case host; no `%`, `'`, `|`, `^`, `\` in a path. */
export const kinds = new Uint8Array(128)
const permit = (signs: string, kind: number): void => {
  for (const sign of signs) kinds[sign.charCodeAt(0)] = (kinds[sign.charCodeAt(0)] ?? 0) | kind
}
permit('abcdefghijklmnopqrstuvwxyz0123456789-.', inHost)
permit('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&()*+,;=:@/', inPath)
// No space, `"`, `'`, `<`, `>` or `#`.
permit('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&()*+,;=:@/?%[\\]^`{|}', inQuery)

export const scheme = 'https://'
export const dot = 46
export const hyphen = 45
export const slash = 47

export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Is it of 1 to 63 signs (RFC 1035), without `--` at the third place (punycode)? */
export function isPlainLabel(text: string, start: number, end: number): boolean {
  const length = end - start
  if (length < 1 || length > 63) return false
  return !(length >= 4 && text.charCodeAt(start + 2) === hyphen && text.charCodeAt(start + 3) === hyphen)
}
