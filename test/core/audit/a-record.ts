import { actLeaf, type RecordedAct } from '#core/audit/act-leaf.ts'
import { signCheckpoint } from '#core/audit/checkpoint.ts'
import { merkleTree } from '#core/audit/merkle.ts'
import type { RecordPage } from '#core/contract/audit.ts'
import { newSigningKey } from '#core/sealing/signed-document.ts'

export const schoolId = 'e'.repeat(32)
export const signingKey = newSigningKey()
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export interface Line {
  readonly salt: Uint8Array
  readonly act: RecordedAct
}

/** So many acts, as a hub has them. */
export const someLines = (count: number, who = 'Mrs Farrant'): Line[] =>
  Array.from({ length: count }, (_, index) => ({
    salt: new Uint8Array(32).fill(index + 1),
    act: { at: 1_000 * index, staffId: 'a'.repeat(32), who, act: 'read-report', about: String(index).padStart(32, '0') },
  }))

const treeOf = (lines: readonly Line[]) => merkleTree(lines.map(({ salt, act }) => actLeaf(salt, act)))

/** The signed note over these lines. */
export function noteOf(lines: readonly Line[], key = signingKey): string {
  const tree = treeOf(lines)
  return signCheckpoint({ size: tree.size, root: tree.root() }, schoolId, key.privateKey)
}

/** What a hub that has these lines shows to somebody who saw `seen` of them. */
export function shownOf(lines: readonly Line[], seen: number, key = signingKey) {
  const tree = treeOf(lines)
  return { note: noteOf(lines, key), proof: seen > lines.length ? [] : tree.consistency(seen, lines.length).map(text) }
}

/** A page of all lines, newest first. */
export function pageOf(lines: readonly Line[], seen = 0): RecordPage {
  const tree = treeOf(lines)
  const shown = lines.map(({ salt, act }, index) => ({
    index,
    leaf: text(actLeaf(salt, act)),
    proof: tree.inclusion(index, lines.length).map(text),
    act: { ...act, salt: text(salt) },
  }))
  return {
    schoolId,
    publicKey: signingKey.publicKey,
    shown: shownOf(lines, seen),
    lines: shown.toReversed(),
    counts: shown.filter(({ act }) => act.act === 'counted-notes' || act.act === 'deleted-note').toReversed(),
  }
}
