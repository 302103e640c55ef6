import { type Counts, damaged, originWords, type Sections } from './catalogue-format.ts'

/**
 * Is every number inside one that may stand there? Whoever can write a right checksum can write anything, so that nothing
 * that a lookup follows is taken on trust: after this no lookup leaves its section, and each one ends.
 * Throws HG_CATALOGUE_DAMAGED.
 */
export function checkSections(counts: Counts, sections: Sections): void {
  checkSlots(sections.slots, counts.keys)
  checkSlots(sections.originSlots, counts.origins)
  checkStarts(sections.keyStarts, counts.text)
  checkStarts(sections.coverStarts, counts.covers)
  checkStarts(sections.listStarts, counts.text)
  if (!allBelow(sections.keyOrigins, counts.origins + 1)) throw damaged('origins')
  if (!allBelow(sections.covers, counts.entries)) throw damaged('entries')
  if (!allBelow(sections.listOf, counts.lists)) throw damaged('companions')
  if (!allBelow(sections.ports, 65_536)) throw damaged('ports')
  const { origins } = sections
  for (let at = 0; at < origins.length; at += originWords) {
    if ((origins[at] ?? 0) + (origins[at + 1] ?? 0) > counts.text) throw damaged('origins')
  }
}

/** A power of two, every number of an item there once at most, and at least one slot empty: else a search would not end. */
function checkSlots(slots: Uint32Array, items: number): void {
  const { length } = slots
  let used = 0
  let isRight = length > items && (length & (length - 1)) === 0
  for (let at = 0; at < length; at++) {
    const slot = slots[at] ?? 0
    if (slot !== 0) used++
    if (slot > items) isRight = false
  }
  if (!isRight || used !== items) throw damaged('slots')
}

function checkStarts(starts: Uint32Array, end: number): void {
  let before = 0
  let isRising = true
  for (let at = 0; at < starts.length; at++) {
    const start = starts[at] ?? 0
    if (start < before) isRising = false
    before = start
  }
  if (!isRising || before > end) throw damaged('order')
}

function allBelow(numbers: Uint32Array, limit: number): boolean {
  let most = 0
  for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at] ?? 0)
  return numbers.length === 0 || most < limit
}
