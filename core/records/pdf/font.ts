/** A TrueType font that is put into a PDF whole. */
export interface PaperFont {
  readonly bytes: Uint8Array
  /** Glyphs by code point; what is not here the font cannot show. */
  readonly glyphs: ReadonlyMap<number, number>
  /** Width of a glyph in thousandths of the size. */
  widthOf(glyph: number): number
  readonly ascent: number
  readonly descent: number
  readonly box: readonly [number, number, number, number]
}

/** Reads what a page needs of a font (OpenType: cmap format 4, head, hhea, hmtx). Throws RangeError when it is damaged. */
export function readFont(bytes: Uint8Array): PaperFont {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, number>()
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4))
    tables.set(tag, view.getUint32(at + 8))
  }
  const table = (tag: string): number => {
    const at = tables.get(tag)
    if (at === undefined) throw new RangeError(`the font has no table ${tag}`)
    return at
  }
  const [head, hhea, hmtx] = [table('head'), table('hhea'), table('hmtx')]
  const perEm = view.getUint16(head + 18)
  const scaled = (units: number) => Math.round((units * 1_000) / perEm)
  const at = (place: number) => scaled(view.getInt16(place))
  const widths = view.getUint16(hhea + 34)
  return {
    bytes,
    glyphs: readGlyphs(view, table('cmap')),
    widthOf: (glyph) => scaled(view.getUint16(hmtx + 4 * Math.min(glyph, widths - 1))),
    ascent: at(hhea + 4),
    descent: at(hhea + 6),
    box: [at(head + 36), at(head + 38), at(head + 40), at(head + 42)],
  }
}

function readGlyphs(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>()
  for (let record = cmap + 4; record < cmap + 4 + 8 * view.getUint16(cmap + 2); record += 8) {
    const table = cmap + view.getUint32(record + 4)
    if (view.getUint16(table) !== 4) continue
    const doubled = view.getUint16(table + 6)
    for (let segment = 0; segment < doubled; segment += 2) {
      const end = view.getUint16(table + 14 + segment)
      const start = view.getUint16(table + 16 + doubled + segment)
      const delta = view.getUint16(table + 16 + 2 * doubled + segment)
      const offsetAt = table + 16 + 3 * doubled + segment
      const offset = view.getUint16(offsetAt)
      for (let code = start; code <= end && code !== 0xffff; code++) {
        const found = offset === 0 ? code : view.getUint16(offsetAt + offset + 2 * (code - start))
        const glyph = found === 0 && offset !== 0 ? 0 : (found + delta) & 0xffff
        if (glyph !== 0) glyphs.set(code, glyph)
      }
    }
  }
  return glyphs
}
