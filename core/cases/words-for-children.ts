/** What words that the team writes for children may not hold, and the word for it in the refusal. */
const refusals: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['unseen marks', /[\p{C}\u2028\u2029\u115f\u1160\u3164]/u],
  ['signs that are no words', /[<>{}[\]\\|^~`_=*#@]/u],
  ['an address or number', /https?:|www\.|\.(?:com|org|net|uk)\b|\d{4}/iu],
  ['a promise that cannot be kept', /\bsecret|\bnobody (?:can|will)\b|100 ?%|\bpromise|\bguarantee/iu],
  ['nothing to read', /^\P{L}*$/u],
]
/** Before names, and in them, that are nobody's own. */
const titles: ReadonlySet<string> = new Set(['mr', 'mrs', 'miss', 'ms', 'mx', 'dr', 'the', 'sir', 'of', 'and', 'class', 'year', 'table'])

/**
 * What is wrong with words for children, in a few words; null: nothing. `names`: as `wordsOfNames` gives them; no name of anybody
 * at school may be in it, also where the name is an ordinary word: better written otherwise.
 */
export function faultOfWords(text: string, names: readonly string[]): string | null {
  const plain = text.normalize('NFC')
  for (const [what, pattern] of refusals) if (pattern.test(plain)) return what
  const used = new Set(wordsOf(plain))
  return names.some((name) => used.has(name)) ? 'a name of somebody at school' : null
}

/** The words of these names that are looked for, each once: small letters, no accents, no titles. */
export function wordsOfNames(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(wordsOf))].filter((word) => word.length > 1 && !titles.has(word))
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
}
