import { sha256 } from '@noble/hashes/sha2.js'

/** A SHA-256, 32 bytes. */
export type Hash = Uint8Array

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** The hash of one entry's bytes as a leaf (RFC 6962, 2.1). */
export const leafHash = (...parts: readonly Uint8Array[]): Hash => sha256(join(leafMark, ...parts))
const nodeHash = (left: Hash, right: Hash): Hash => sha256(join(nodeMark, left, right))

/** The root of a tree without leaves. */
export const emptyRoot: Hash = sha256(new Uint8Array())

/** A tree that only grows. It keeps the hashes of its full subtrees, so that a root or a proof costs a few hashes, not all. */
export interface MerkleTree {
  readonly size: number
  append(leaf: Hash): void
  /** The root over the first `size` leaves; without it, over all. Throws RangeError beyond the tree. */
  root(size?: number): Hash
  /** What shows that a leaf stands at `index` in the tree of the first `size` leaves (RFC 6962, 2.1.1). Throws RangeError. */
  inclusion(index: number, size: number): readonly Hash[]
  /** What shows that the tree of `to` leaves begins with that of `from` leaves (RFC 6962, 2.1.2). Throws RangeError. */
  consistency(from: number, to: number): readonly Hash[]
}

/** A tree over these leaf hashes. */
export function merkleTree(leaves: Iterable<Hash> = []): MerkleTree {
  /** `levels[k][i]`: the hash over the leaves from i·2^k on, 2^k of them. */
  const levels: Hash[][] = [[]]

  function append(leaf: Hash): void {
    let hash = leaf
    for (let level = 0; ; level++) {
      const row = levels[level] ?? []
      levels[level] = row
      row.push(hash)
      const left = row[row.length - 2]
      if (row.length % 2 === 1 || left === undefined) return
      hash = nodeHash(left, hash)
    }
  }
  /** The hash over the leaves from `start` to before `end`; `start` is a multiple of the split above it, so full parts are there. */
  function range(start: number, end: number): Hash {
    const count = end - start
    const level = Math.log2(count)
    const kept = Number.isInteger(level) && start % count === 0 ? levels[level]?.[start / count] : undefined
    if (kept !== undefined) return kept
    if (count <= 1) throw new RangeError('no such leaf')
    const middle = start + splitOf(count)
    return nodeHash(range(start, middle), range(middle, end))
  }
  function path(index: number, start: number, end: number): Hash[] {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle ? [...path(index, start, middle), range(middle, end)] : [...path(index, middle, end), range(start, middle)]
  }
  function subproof(from: number, start: number, end: number, isWhole: boolean): Hash[] {
    if (from === end) return isWhole ? [] : [range(start, end)]
    const middle = start + splitOf(end - start)
    return from <= middle
      ? [...subproof(from, start, middle, isWhole), range(middle, end)]
      : [...subproof(from, middle, end, false), range(start, middle)]
  }
  const size = () => levels[0]?.length ?? 0
  const within = (part: number, whole: number) => {
    if (!Number.isInteger(part) || part < 0 || part > whole || whole > size()) throw new RangeError('not in this tree')
  }
  for (const leaf of leaves) append(leaf)
  return {
    get size() {
      return size()
    },
    append,
    root(of = size()) {
      within(of, size())
      return of === 0 ? emptyRoot : range(0, of)
    },
    inclusion(index, of) {
      within(index + 1, of)
      return path(index, 0, of)
    },
    consistency(from, to) {
      within(from, to)
      return from === 0 || from === to ? [] : subproof(from, 0, to, true)
    },
  }
}

/** The greatest power of two below `count`, which is 2 or more. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

/** Does the leaf stand at `index` in the tree of `size` leaves with this root? (RFC 9162, 2.1.3.2) */
export function isIncluded(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  let hash = leaf
  let place = index
  let last = size - 1
  for (const step of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(step, hash)
      while (place % 2 === 0 && place !== 0) {
        place /= 2
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, step)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && isSame(hash, root)
}

/** Does the tree of `to` leaves begin with exactly the tree of `from` leaves? (RFC 9162, 2.1.4.2) */
export function isConsistent(from: number, to: number, proof: readonly Hash[], fromRoot: Hash, toRoot: Hash): boolean {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to) return false
  if (from === to) return proof.length === 0 && isSame(fromRoot, toRoot)
  if (from === 0) return proof.length === 0 && isSame(fromRoot, emptyRoot)
  const isPower = Number.isInteger(Math.log2(from))
  const [first, ...rest] = isPower ? [fromRoot, ...proof] : proof
  if (first === undefined) return false
  let place = from - 1
  let last = to - 1
  while (place % 2 === 1) {
    place = (place - 1) / 2
    last = Math.floor(last / 2)
  }
  let before = first
  let after = first
  for (const step of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(step, before)
      after = nodeHash(step, after)
      while (place % 2 === 0 && place !== 0) {
        place /= 2
        last = Math.floor(last / 2)
      }
    } else after = nodeHash(after, step)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && isSame(before, fromRoot) && isSame(after, toRoot)
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
