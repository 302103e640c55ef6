import { digitLetters, folded, foldPair, gap, isFirstHalf, isPair, isSign, pairs, signs, vanishes } from './fold.ts'
import { longestWord, nextHash, type WordTable } from './word-table.ts'

/** Most letters of one run of single letters: `s p a c e d`. */
const longestRun = 96
const digitOne = 49

/**
 * Reads a text once and calls `onWord` with the number of each word, in order; -1 for one that is not in the table. Words
 * written in single letters (`s p a c e d`, `d.o.t.t.e.d`) are put together and come again between two calls of `onBreak`,
 * so that no phrase is made of both readings. Time is linear in the text.
 */
export function readWords(text: string, table: WordTable, onWord: (number: number) => void, onBreak: () => void): void {
  const letters = new Uint8Array(longestWord)
  let length = 0
  let hash = 0
  let letterCount = 0
  let isOdd = false
  let sinceWord = 0
  const run = openRun(table, onWord, onBreak)

  const add = (code: number): void => {
    if (length < longestWord) {
      letters[length] = code
      hash = nextHash(hash, code)
      if (length > 1 && letters[length - 1] === code && letters[length - 2] === code) isOdd = true
    }
    if (code > 57) letterCount += 1
    else isOdd = true
    length += 1
  }
  const end = (): void => {
    if (length === 0) {
      sinceWord += 1
      return
    }
    if (length === 1) run.add(letters[0] ?? 0, sinceWord)
    else run.end()
    onWord(length > longestWord ? -1 : lookUp())
    length = 0
    hash = 0
    letterCount = 0
    isOdd = false
    sinceWord = 1
  }
  const lookUp = (): number => {
    const plain = table.find(letters, length, hash)
    if (plain !== -1 || !isOdd) return plain
    return findDisguised(String.fromCharCode(...letters.subarray(0, length)), letterCount, table)
  }
  /** What stands next, past what has no width: a sign is a letter only between letters. */
  const isLetterNext = (from: number): boolean => {
    for (let at = from; at < text.length && at < from + 8; at += 1) {
      const code = folded[text.charCodeAt(at)] ?? gap
      if (code !== vanishes) return code >= 48 || code === isPair || code === isSign || code === isFirstHalf
    }
    return false
  }

  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const code = folded[unit] ?? gap
    if (code >= 48) add(code)
    else if (code === gap) end()
    else if (code === isPair) for (const letter of pairs.get(unit) ?? []) add(letter)
    else if (code === isSign) {
      const letter = signs.get(unit) ?? 0
      // i or l: both are tried, as for the digit.
      if (isLetterNext(at + 1) && (length > 0 || unit === 36 || unit === 64)) {
        isOdd = true
        add(letter === 105 || letter === 108 ? digitOne : letter)
      } else end()
    } else if (code === isFirstHalf) {
      const second = text.charCodeAt(at + 1)
      const letter = second >= 0xdc00 && second <= 0xdfff ? foldPair(unit, second) : gap
      if (second >= 0xdc00 && second <= 0xdfff) at += 1
      if (letter >= 48) add(letter)
      else if (letter !== vanishes) end()
    }
  }
  end()
  run.end()
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
    if (total >= 3) {
      const found = words.map((word) => {
        const plain = table.findWord(word)
        return plain === -1 ? findDisguised(word, word.replace(/\d/g, '').length, table) : plain
      })
      if (found.some((number) => number !== -1)) {
        onBreak()
        for (const number of found) onWord(number)
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
