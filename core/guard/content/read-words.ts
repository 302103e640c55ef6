import { digitLetters, folded, foldPair, gap, isFirstHalf, isPair, isSign, pairs, signs, vanishes } from './fold.ts'
import { longestWord, nextHash, type WordTable } from './word-table.ts'

/** Most letters of one run of single letters: `s p a c e d`. */
const longestRun = 96
const digitOne = 49
/** Odd words whose reading is kept while one text is read. */
const mostTried = 1_024
/** Letters of a word that are kept while it is read: a power of two, and enough for the longest in the table. */
const keptLetters = 64
/** Units that are folded at a time: what fits beside the tables into a processor's nearest memory. */
const pieceLength = 4_096
/** Stands behind the last code of a piece. None of the codes of `fold.ts`, and no letter. */
const pieceIsOver = 5

/**
 * Reads a text once and calls `onWord` with the number of each word that is in the table, in order, and `onBreak` where others
 * stand between them. Words written in single letters (`s p a c e d`, `d.o.t.t.e.d`) are put together and come again between
 * two calls of `onBreak`, so that no phrase is made of both readings. Time is linear in the text.
 *
 * The text is folded piece by piece into bytes, and the letters of a word are taken in one small loop over them: nearly every
 * word of a page is none of ours, and costs no call but that of the table.
 */
export function readWords(text: string, table: WordTable, onWord: (number: number) => void, onBreak: () => void): void {
  const letters = new Uint8Array(keptLetters)
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
  const codes = new Uint8Array(pieceLength + 1)
  let length = 0
  let hash = 0
  let digits = 0
  let last = 0
  let doubles = 0
  let isOdd = false
  let sinceWord = 0
  let isJoined = false
  let isRunning = false

  let pieceEnd = 0
  do {
    const begin = pieceEnd
    pieceEnd = foldPiece(text, begin, codes)
    for (let at = begin; ; at += 1) {
      let code = codes[at - begin] as number
      while (code >= 48) {
        // Letters past the longest word are written over: such a word is never looked up.
        letters[length & (keptLetters - 1)] = code
        hash = nextHash(hash, code)
        if (code <= 57) digits += 1
        if (code === last) doubles += 1
        last = code
        length += 1
        at += 1
        code = codes[at - begin] as number
      }
      if (code === vanishes) continue
      if (code === pieceIsOver) break
      let second = 0
      if (code === isPair) {
        const pair = pairs.get(text.charCodeAt(at))
        code = pair?.[0] ?? gap
        second = pair?.[1] ?? gap
      } else if (code === isSign) {
        // i or l: both are tried, as for the digit.
        const sign = text.charCodeAt(at)
        const letter = signs.get(sign) ?? 0
        const isLetter = (length > 0 || sign === 36 || sign === 64) && isLetterNext(text, at + 1)
        if (isLetter) isOdd = true
        code = isLetter ? (letter === 105 || letter === 108 ? digitOne : letter) : gap
      } else if (code === isFirstHalf) {
        const half = text.charCodeAt(at + 1)
        const isWhole = half >= 0xdc00 && half <= 0xdfff
        code = isWhole ? foldPair(text.charCodeAt(at), half) : gap
        if (isWhole) at += 1
        if (code === vanishes) continue
      }
      if (code >= 48) {
        for (const one of second === 0 ? [code] : [code, second]) {
          letters[length & (keptLetters - 1)] = one
          hash = nextHash(hash, one)
          if (one <= 57) digits += 1
          if (one === last) doubles += 1
          last = one
          length += 1
        }
        continue
      }
      if (length === 0) {
        sinceWord += 1
        continue
      }
      if (length === 1) {
        run.add(letters[0] as number, sinceWord)
        isRunning = true
      } else if (isRunning) {
        run.end()
        isRunning = false
      }
      let number = -1
      if (length <= longestWord) {
        number = table.find(letters, length, hash)
        if (number === -1 && (isOdd || digits > 0 || doubles > 1))
          number = disguised(String.fromCharCode(...letters.subarray(0, length)), length - digits)
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
      doubles = 0
      isOdd = false
      sinceWord = 1
    }
  } while (pieceEnd <= text.length)
  run.end()
}

/**
 * Folds the units from `begin` on into `codes`, with `pieceIsOver` behind the last, and answers where the next piece begins: past
 * the text's end by one after its last piece, which has a gap there. No piece ends between the halves of a letter.
 */
function foldPiece(text: string, begin: number, codes: Uint8Array): number {
  const isLast = text.length - begin < pieceLength
  let end = isLast ? text.length : begin + pieceLength
  for (let at = begin; at < end; at += 1) codes[at - begin] = folded[text.charCodeAt(at)] as number
  if (isLast) codes[end++ - begin] = gap
  else if (codes[end - 1 - begin] === isFirstHalf) end -= 1
  codes[end - begin] = pieceIsOver
  return end
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
