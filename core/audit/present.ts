import { leafHash, merkleTree } from './merkle.ts'

/** What a daily count says: so many notes of the days before `day` were there, with this root over their ids. */
export interface NoteCount {
  readonly day: string
  readonly count: number
  /** 64 hex digits. */
  readonly root: string
}
interface Known {
  readonly id: string
  readonly day: string
}

/** One root over ids, whatever their order. 64 hex digits. */
export function presentRoot(ids: readonly string[]): string {
  const leaves = [...ids].sort().map((id) => leafHash(new TextEncoder().encode(id)))
  return Array.from(merkleTree(leaves).root(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const writeCount = ({ day, count, root }: NoteCount): string => `${day} ${count} ${root}`

/** Null: not the words of a count. */
export function readCount(about: string): NoteCount | null {
  const [, day = '', count = '', root = ''] = /^(\d{4}-\d{2}-\d{2}) (\d{1,7}) ([0-9a-f]{64})$/.exec(about) ?? []
  return root === '' ? null : { day, count: Number(count), root }
}

/** `here`: notes of today. `deleted`: those that retention took after the count. Does this give the count again? */
export function countFits(count: NoteCount, here: readonly Known[], deleted: readonly Known[]): boolean {
  const ids = [...here, ...deleted].filter((one) => one.day < count.day).map((one) => one.id)
  return ids.length === count.count && presentRoot(ids) === count.root
}
