import { expect, it } from 'vitest'
import { isConsistent, isIncluded, leafHash, merkleTree } from '#core/audit/merkle.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')

/** The reference data of Certificate Transparency's own implementation of RFC 6962 (merkle_tree_test: inputs, roots, paths, proofs). */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'

const tree = merkleTree(inputs.map((input) => leafHash(bytes(input))))

it('gives the known roots', () => {
  expect(roots.map((_root, size) => hex(tree.root(size)))).toEqual(roots)
})

it.each([
  [0, 1, []],
  [0, 8, [a, b, c]],
  [5, 8, [d, e, roots[4]]],
  [2, 3, [roots[2]]],
  [1, 5, [roots[1], b, d]],
])('gives the known path of leaf %i in a tree of %i', (index, size, path) => {
  expect(tree.inclusion(index, size).map(hex)).toEqual(path)
})

it.each([
  [1, 1, []],
  [1, 8, [a, b, c]],
  [6, 8, [f, e, roots[4]]],
  [2, 5, [b, d]],
])('gives the known proof from %i to %i leaves', (from, to, proof) => {
  expect(tree.consistency(from, to).map(hex)).toEqual(proof)
})

it('proves every leaf and every growth up to 40 leaves, and nothing else', () => {
  const leaves = Array.from({ length: 40 }, (_, index) => leafHash(Uint8Array.of(index)))
  const whole = merkleTree(leaves)
  for (let size = 1; size <= 40; size++) {
    const root = whole.root(size)
    for (let index = 0; index < size; index++) {
      const [leaf, other] = [leaves[index], leaves[(index + 1) % 40]]
      if (leaf === undefined || other === undefined) throw new Error('no leaf')
      const path = whole.inclusion(index, size)
      expect(isIncluded(leaf, index, size, path, root)).toBe(true)
      expect(isIncluded(other, index, size, path, root)).toBe(false)
      if (size > 1) expect(isIncluded(leaf, (index + 1) % size, size, path, root)).toBe(false)
    }
    for (let from = 1; from <= size; from++) {
      const proof = whole.consistency(from, size)
      expect(isConsistent(from, size, proof, whole.root(from), root)).toBe(true)
      if (from < size) {
        expect(isConsistent(from, size, proof, whole.root(size), root)).toBe(false)
        expect(isConsistent(from, size, proof.slice(1), whole.root(from), root)).toBe(false)
        expect(isConsistent(from, size, [...proof, root], whole.root(from), root)).toBe(false)
      }
    }
  }
})

it('refuses a proof of what is not in the tree', () => {
  expect(() => tree.inclusion(8, 8)).toThrow(RangeError)
  expect(() => tree.root(9)).toThrow(RangeError)
  expect(() => tree.consistency(5, 4)).toThrow(RangeError)
})
