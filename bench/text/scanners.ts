/// <reference path="../small-peers.d.ts" />
import { AhoCorasick as Monyone } from '@monyone/aho-corasick/fast'
import Plain from 'ahocorasick'
import Modern from 'modern-ahocorasick/fast'
import { countPhrases } from '#core/guard/content/count-phrases.ts'
import { makePhraseBook } from '#core/guard/content/phrase-book.ts'

/** One way to look for all phrases at once, as whole words. */
export interface Scanner {
  readonly name: string
  /** What is done beforehand, untimed, in its favour: peers fold nothing, so they get small letters and single spaces. */
  prepare(text: string): string
  /** How often each phrase (by its place in the list) stands in the text; overlapping ones each for themselves. */
  scan(text: string): Map<number, number>
}

export interface ScannerMaker {
  readonly name: string
  make(phrases: readonly string[]): Scanner
}

const isWordUnit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
const isWhole = (text: string, begin: number, end: number): boolean =>
  !isWordUnit(text.charCodeAt(begin - 1)) && !isWordUnit(text.charCodeAt(end))

const evened = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Cf}]+/gu, ' ')

const add = (counts: Map<number, number>, phrase: number): void => void counts.set(phrase, (counts.get(phrase) ?? 0) + 1)

/** What reads each page in the kiosk: folding, whole words and single letters put together, in one pass. */
export const ours: ScannerMaker = {
  name: 'hedgerow',
  make(phrases) {
    const [first, ...others] = ['self-harm', 'sexual', 'violence', 'hate', 'gambling'] as const
    const share = Math.ceil(phrases.length / 5)
    const list = (code: typeof first | (typeof others)[number], at: number) => ({
      code,
      firm: [],
      strong: phrases.slice(at * share, (at + 1) * share),
      soft: [],
    })
    const book = makePhraseBook([{ language: 'en', reviewed: '2026-01-01', categories: [first, ...others].map(list), contexts: [] }])
    return { name: this.name, prepare: (text) => text, scan: (text) => countPhrases(text, book) }
  },
}

export const monyone: ScannerMaker = {
  name: '@monyone/aho-corasick/fast',
  make(phrases) {
    const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
    const automaton = new Monyone([...phrases])
    return {
      name: this.name,
      prepare: evened,
      scan(text) {
        const counts = new Map<number, number>()
        for (const { begin, end, keyword } of automaton.matchInText(text))
          if (isWhole(text, begin, end)) add(counts, numbers.get(keyword) ?? -1)
        return counts
      },
    }
  },
}

export const modern: ScannerMaker = {
  name: 'modern-ahocorasick/fast',
  make(phrases) {
    const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
    const automaton = new Modern(phrases)
    return {
      name: this.name,
      prepare: evened,
      scan(text) {
        const counts = new Map<number, number>()
        for (const { start, end, pattern } of automaton.search(text)) if (isWhole(text, start, end)) add(counts, numbers.get(pattern) ?? -1)
        return counts
      },
    }
  },
}

export const plain: ScannerMaker = {
  name: 'ahocorasick',
  make(phrases) {
    const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
    const automaton = new Plain([...phrases])
    return {
      name: this.name,
      prepare: evened,
      scan(text) {
        const counts = new Map<number, number>()
        for (const [last, found] of automaton.search(text)) {
          for (const phrase of found) if (isWhole(text, last + 1 - phrase.length, last + 1)) add(counts, numbers.get(phrase) ?? -1)
        }
        return counts
      },
    }
  },
}

/** One alternation, the longest first. It cannot find a phrase inside or across another. */
export const regExp: ScannerMaker = {
  name: 'RegExp, one alternation',
  make(phrases) {
    const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
    const longestFirst = phrases.toSorted((a, b) => b.length - a.length)
    const pattern = new RegExp(`\\b(?:${longestFirst.join('|')})\\b`, 'g')
    return {
      name: this.name,
      prepare: evened,
      scan(text) {
        const counts = new Map<number, number>()
        for (const [found] of text.matchAll(pattern)) add(counts, numbers.get(found) ?? -1)
        return counts
      },
    }
  },
}

/** The slow reference: every word with its followers, looked up as text. */
export function referenceScan(phrases: readonly string[], text: string): Map<number, number> {
  const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
  const counts = new Map<number, number>()
  const gaps = text.toLowerCase().split(/([a-z0-9]+)/)
  // Words stand at odd places, what parts them at even ones. Any gap parts two words of a phrase, as the kiosk reads it.
  const words = gaps.filter((_, at) => at % 2 === 1)
  for (let at = 0; at < words.length; at++) {
    for (let length = 1; length <= 3 && at + length <= words.length; length++) {
      const number = numbers.get(words.slice(at, at + length).join(' '))
      if (number !== undefined) add(counts, number)
    }
  }
  return counts
}
