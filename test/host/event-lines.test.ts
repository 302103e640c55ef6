import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventLines } from '#host/event-lines.ts'

describe('a stream of events', () => {
  it('gives each event once it is whole, and passes comments and other fields over', () => {
    const take = eventLines()
    expect(take(': still here\n\nid: 7\ndata: {"a"')).toEqual([])
    expect(take(':1}\n')).toEqual([])
    expect(take('\ndata:two\r\ndata: lines\r\n\r\ndata: ha')).toEqual(['{"a":1}', 'two\nlines'])
    expect(take('lf\n\n')).toEqual(['half'])
  })

  it('is read alike, wherever it is cut', () => {
    const text = 'data: one\n\n: ping\n\ndata: two\n\ndata: three\ndata: four\n\n'
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const take = eventLines()
        const at = [0, ...cuts.sort((first, second) => first - second), text.length]
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end))
        expect(pieces.flatMap(take)).toEqual(['one', 'two', 'three\nfour'])
      }),
    )
  })

  it('is refused when an event has no end', () => {
    const take = eventLines()
    expect(() => {
      for (let piece = 0; piece < 100; piece++) take(`data: ${'x'.repeat(1_000)}\n`)
    }).toThrow('too long')
    expect(() => eventLines()('x'.repeat(70_000))).toThrow('too long')
  })
})
