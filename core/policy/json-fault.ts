/** Where a text stops being JSON: line and column count from 1, in UTF-16 units. */
export interface JsonFault {
  readonly line: number
  readonly column: number
}

const blank = /[ \t\n\r]*/y
const bareWord = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/**
 * Finds the first fault of a text that `JSON.parse` refused; null when it is JSON after all. Engines word their own
 * message as they like, and often without a place, so the place is found here. No depth of nesting exhausts it.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = []
  let at = 0
  let wants: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' = 'value'
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const matchString = (): boolean => {
    const end = stringEnd(text, at)
    if (end > 0) at = end
    return end > 0
  }
  for (;;) {
    match(blank)
    const sign = text[at]
    if (wants === 'comma or end' && open.length === 0) return sign === undefined ? null : place(text, at)
    if (wants === 'value' || wants === 'value or ]') {
      if (sign === '{' || sign === '[') {
        open.push(sign)
        wants = sign === '{' ? 'key or }' : 'value or ]'
        at++
      } else if (sign === ']' && wants === 'value or ]') {
        open.pop()
        wants = 'comma or end'
        at++
      } else if (sign === '"' ? matchString() : match(bareWord) !== null) wants = 'comma or end'
      else return place(text, at)
    } else if (wants === 'key' || wants === 'key or }') {
      if (sign === '}' && wants === 'key or }') {
        open.pop()
        wants = 'comma or end'
        at++
      } else if (sign === '"' && matchString()) wants = 'colon'
      else return place(text, at)
    } else if (wants === 'colon') {
      if (sign !== ':') return place(text, at)
      wants = 'value'
      at++
    } else {
      const inObject = open.at(-1) === '{'
      if (sign === ',') wants = inObject ? 'key' : 'value'
      else if (sign === (inObject ? '}' : ']')) open.pop()
      else return place(text, at)
      at++
    }
  }
}

function place(text: string, at: number): JsonFault {
  let line = 1
  let lineStart = 0
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) {
    line++
    lineStart = next + 1
  }
  return { line, column: at - lineStart + 1 }
}

/** One past the closing quote of the string that begins at `start`, or 0 when it isn't one. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return at + 1
    if (code < 32) return 0
    if (code !== 92) continue
    escaped.lastIndex = at
    const found = escaped.exec(text)
    if (found === null) return 0
    at += found[0].length - 1
  }
  return 0
}
