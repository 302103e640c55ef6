import { HedgerowError } from '#core/contract/errors.ts'
import type { Tx } from '../store/store.ts'

/** What the words that the team adds to a card may not hold, and the word for it in the refusal. */
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
 * Throws HG_BOARD_WORDS, saying what is wrong: children of the whole school read these words. No name of any child, member of
 * staff or helper, also where the name is an ordinary word: better written otherwise.
 */
export async function checkBoardWords(tx: Tx, text: string): Promise<void> {
  const plain = text.normalize('NFC')
  for (const [what, pattern] of refusals) if (pattern.test(plain)) throw new HedgerowError('HG_BOARD_WORDS', what)
  const used = new Set(wordsOf(plain))
  if ((await namesOf(tx)).some((name) => used.has(name))) throw new HedgerowError('HG_BOARD_WORDS', 'a name of somebody at school')
}

async function namesOf(tx: Tx): Promise<readonly string[]> {
  const pupils = await tx.selectFrom('pupils').select('name').execute()
  const staff = await tx.selectFrom('staff').select('name').execute()
  const { helpersJson } = await tx.selectFrom('school').select('helpersJson').executeTakeFirstOrThrow()
  const helpers: unknown = JSON.parse(helpersJson)
  const helperNames = Array.isArray(helpers) ? helpers.flatMap((one: unknown) => nameOf(one)) : []
  const all = [...pupils.map(({ name }) => name), ...staff.map(({ name }) => name), ...helperNames]
  return all.flatMap(wordsOf).filter((word) => word.length > 1 && !titles.has(word))
}

function nameOf(one: unknown): string[] {
  return typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? [one.name] : []
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
