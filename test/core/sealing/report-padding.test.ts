import { describe, expect, it } from 'vitest'
import { pad, unpad } from '#core/sealing/padding.ts'

describe('padding', () => {
  it('brings every body to one size and gives it back', () => {
    for (const length of [0, 1, 27, 28]) {
      const body = new Uint8Array(length).fill(7)
      const padded = pad(body, 32)
      expect(padded?.length).toBe(32)
      expect(padded && unpad(padded, 32)).toEqual(body)
    }
  })

  it('refuses a body that does not fit', () => {
    expect(pad(new Uint8Array(29), 32)).toBeNull()
  })

  it('refuses a length beyond the end, another size, and anything after the body', () => {
    expect(unpad(new Uint8Array([0, 0, 0, 29, ...new Uint8Array(28)]), 32)).toBeNull()
    expect(unpad(new Uint8Array([255, 255, 255, 255, ...new Uint8Array(28)]), 32)).toBeNull()
    expect(unpad(new Uint8Array(31), 32)).toBeNull()
    expect(unpad(new Uint8Array([0, 0, 0, 1, 7, 9, ...new Uint8Array(26)]), 32)).toBeNull()
  })
})
