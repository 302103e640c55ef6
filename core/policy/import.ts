import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import { ListEntry, ListFile, limits } from '#core/contract/list.ts'
import { readApproval, readCompanion } from './approval.ts'
import { findJsonFault } from './json-fault.ts'

/** Something the import did that the teacher should know of. `entry` counts from 1. */
export interface ImportNote {
  readonly kind: 'upgraded-to-https'
  readonly entry: number
  /** `url`, or `also 2`. */
  readonly field: string
}

export interface ImportedList {
  /** In the file's order; addresses and companions as the engine writes them. */
  readonly entries: readonly ListEntry[]
  readonly expiresAt: number | null
  readonly notes: readonly ImportNote[]
}

/**
 * Reads a list in the documented import format from its text.
 * Throws HG_LIST_NOT_JSON with line and column, and whatever `importList` throws.
 */
export function importListText(text: string, mostEntries: number = limits.classEntries): ImportedList {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const fault = findJsonFault(text)
    throw new HedgerowError('HG_LIST_NOT_JSON', fault === null ? '' : `line ${fault.line}, column ${fault.column}`, { cause })
  }
  return importList(value, mostEntries)
}

/**
 * Reads a list in the documented import format (`ListFile`). One bad entry refuses the whole list, so that nobody
 * believes a page to be approved that isn't. Throws HG_LIST_SHAPE, HG_LIST_TOO_LONG, or HG_ENTRY_… with the entry's
 * number (from 1) and field; never with the address itself.
 */
export function importList(value: unknown, mostEntries: number = limits.classEntries): ImportedList {
  const file = ListFile.safeParse(value)
  if (!file.success) throw new HedgerowError('HG_LIST_SHAPE', fieldOf(file.error.issues[0]))
  if (file.data.entries.length > mostEntries) {
    throw new HedgerowError('HG_LIST_TOO_LONG', `${file.data.entries.length} entries, at most ${mostEntries}`)
  }
  const notes: ImportNote[] = []
  const entries = file.data.entries.map((entry, index) => importEntry(entry, index + 1, notes))
  return { entries, expiresAt: file.data.expiresAt ?? null, notes }
}

function importEntry(value: unknown, number: number, notes: ImportNote[]): ListEntry {
  const parsed = ListEntry.safeParse(value)
  if (!parsed.success) throw entryFault('HG_ENTRY_SHAPE', number, fieldOf(parsed.error.issues[0]))
  const entry = parsed.data
  const address = (text: string, field: string): string => {
    const approval = readApproval(text, entry.scope)
    if (approval.kind === 'refused') throw entryFault(approval.code, number, field)
    if (approval.upgraded) notes.push({ kind: 'upgraded-to-https', entry: number, field })
    return approval.url
  }
  const companion = (text: string, field: string): string => {
    const read = readCompanion(text)
    if (read.kind === 'refused') throw entryFault(read.code, number, field)
    return read.below ? `*.${read.host}` : read.host
  }
  return {
    ...entry,
    url: address(entry.url, 'url'),
    also: entry.also.map((text, index) => address(text, `also ${index + 1}`)),
    companions: entry.companions.map((text, index) => companion(text, `companions ${index + 1}`)),
  }
}

function entryFault(code: ErrorCode, number: number, field: string): HedgerowError {
  return new HedgerowError(code, field === '' ? `entry ${number}` : `entry ${number}, ${field}`)
}

interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
}

/** `companions 2`; for an unknown field its own name, cut short. */
function fieldOf(issue: Issue | undefined): string {
  if (issue === undefined) return ''
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys?.[0] : undefined
  if (unknown !== undefined) return `unknown field ${JSON.stringify(unknown.slice(0, 40))}`
  return issue.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ')
}
