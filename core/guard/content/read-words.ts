import { digitLetters, folded, foldPair, gap, isFirstHalf, isPair, isSign, pairs, signs, vanishes } from './fold.ts'
import { longestWord, nextHash, type WordTable } from './word-table.ts'

/** Most letters of one run of single letters: `s p a c e d`. */
const longestRun = 96
const digitOne = 49
/** Odd words whose reading is kept while one text is read. */
const mostTried = 1_024
/** A unit that counts as a gap: the space. */
const gapUnit = 32

/**
 * Reads a text once and calls `onWord` with the number of each word that is in the table, in order, and `onBreak` where others
 * stand between them. Words written in single letters (`s p a c e d`, `d.o.t.t.e.d`) are put together and come again between
 * two calls of `onBreak`, so that no phrase is made of both readings. Time is linear in the text.
 *
 * One loop over locals that no closure holds, since nearly every word of a page is none of ours: it costs a table look-up for
 * each unit and for each word, and no call.
 */
export function readWords(text: string, table: WordTable, onWord: (number: number) => void, onBreak: () => void): void {
  const letters = new Uint8Array(longestWord + 1)
  const run = openRun(table, onWord, onBreak)
  /** Read before: a page that says one odd word a hundred thousand times has it tried once. */
  const tried = new Map<string, number>()
  const disguised = (word: string, letterCount: number): number => {
    const known = tried.get(word)
    if (known !== undefined) return known
    if (tried.size >= mostTried) tried.clear()
    const number = findDisguised(word, letterCount, table)
    tried.set(word, number)
    return number
  }
  const units = text.length
  let length = 0
  let hash = 0
  let digits = 0
  let last = 0
  let alike = 0
  let isOdd = false
  let sinceWord = 0
  let isJoined = false

  // One step past the end, which is a gap.
  for (let at = 0; at <= units; at += 1) {
    const unit = at < units ? text.charCodeAt(at) : gapUnit
    let code = folded[unit] ?? gap
    let second = 0
    if (code < 48) {
      if (code === vanishes) continue
      if (code === isPair) {
        const pair = pairs.get(unit)
        code = pair?.[0] ?? gap
        second = pair?.[1] ?? gap
      } else if (code === isSign) {
        // i or l: both are tried, as for the digit.
        const letter = signs.get(unit) ?? 0
        const isLetter = (length > 0 || unit === 36 || unit === 64) && isLetterNext(text, at + 1)
        if (isLetter) isOdd = true
        code = isLetter ? (letter === 105 || letter === 108 ? digitOne : letter) : gap
      } else if (code === isFirstHalf) {
        const half = text.charCodeAt(at + 1)
        const isWhole = half >= 0xdc00 && half <= 0xdfff
        code = isWhole ? foldPair(unit, half) : gap
        if (isWhole) at += 1
        if (code === vanishes) continue
      }
    }
    if (code >= 48) {
      for (;;) {
        // Letters past the longest word are not kept, and end nowhere in the table.
        letters[length < longestWord ? length : longestWord] = code
        hash = nextHash(hash, code)
        if (code <= 57) digits += 1
        if (code !== last) alike = 0
        else if (++alike === 2 && length < longestWord) isOdd = true
        last = code
        length += 1
        if (second === 0) break
        code = second
        second = 0
      }
      continue
    }
    if (length === 0) {
      sinceWord += 1
      continue
    }
    if (length === 1) run.add(letters[0] ?? 0, sinceWord)
    else run.end()
    let number = -1
    if (length <= longestWord) {
      number = table.find(letters, length, hash)
      if (number === -1 && (isOdd || digits > 0)) number = disguised(String.fromCharCode(...letters.subarray(0, length)), length - digits)
    }
    if (number !== -1) {
      onWord(number)
      isJoined = true
    } else if (isJoined) {
      onBreak()
      isJoined = false
    }
    length = 0
    hash = 0
    digits = 0
    last = 0
    alike = 0
    isOdd = false
    sinceWord = 1
  }
  run.end()
}

/** What stands next, past what has no width: a sign is a letter only between letters. */
function isLetterNext(text: string, from: number): boolean {
  for (let at = from; at < text.length && at < from + 8; at += 1) {
    const code = folded[text.charCodeAt(at)] ?? gap
    if (code !== vanishes) return code >= 48 || code === isPair || code === isSign || code === isFirstHalf
  }
  return false
}

/** Digits for letters (in a word that has letters too: 455 is a number), and letters drawn out. */
function findDisguised(word: string, letterCount: number, table: WordTable): number {
  const readings = new Set([word])
  if (letterCount >= 1) {
    const spell = (one: string) =>
      word.replace(/\d/g, (digit) => (digit === '1' ? one : String.fromCharCode(digitLetters.get(digit.charCodeAt(0)) ?? 0)))
    readings.add(spell('i')).add(spell('l'))
  }
  for (const reading of readings) {
    for (const form of [reading, reading.replace(/(.)\1{2,}/g, '$1'), reading.replace(/(.)\1{2,}/g, '$1$1')]) {
      const number = table.findWord(form)
      if (number !== -1) return number
    }
  }
  return -1
}

/** Gathers single letters with the same gap between them; a wider gap parts words. */
function openRun(table: WordTable, onWord: (number: number) => void, onBreak: () => void) {
  let words: string[] = []
  let inner = 0
  let total = 0
  const end = (): void => {
    if (total === 0) return
    if (total >= 3) {
      const found = words.map((word) => {
        const plain = table.findWord(word)
        return plain === -1 ? findDisguised(word, word.replace(/\d/g, '').length, table) : plain
      })
      if (found.some((number) => number !== -1)) {
        onBreak()
        for (const number of found) number === -1 ? onBreak() : onWord(number)
        onBreak()
      }
    }
    words = []
    inner = 0
    total = 0
  }
  return {
    end,
    add(code: number, gapBefore: number): void {
      const letter = String.fromCharCode(code)
      const last = words.length - 1
      if (total === 0) words.push(letter)
      else if (inner === 0 || gapBefore === inner) {
        inner = gapBefore
        words[last] = (words[last] ?? '') + letter
      } else if (gapBefore > inner) words.push(letter)
      else {
        end()
        words.push(letter)
      }
      total += 1
      if (total >= longestRun) end()
    },
  }
}
