import { faultOfWords, wordsOfNames } from '#core/cases/words-for-children.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Db, Tx } from '../store/store.ts'

/** Throws HG_BOARD_WORDS, saying what is wrong: children of the whole school read these words. */
export async function checkBoardWords(tx: Tx, text: string): Promise<void> {
  const fault = faultOfWords(text, await namesAtSchool(tx))
  if (fault !== null) throw new HedgerowError('HG_BOARD_WORDS', fault)
}

/** Words of the names of every child, member of staff and helper. */
export async function namesAtSchool(db: Db | Tx): Promise<readonly string[]> {
  const pupils = await db.selectFrom('pupils').select('name').execute()
  const staff = await db.selectFrom('staff').select('name').execute()
  const { helpersJson } = await db.selectFrom('school').select('helpersJson').executeTakeFirstOrThrow()
  const helpers: unknown = JSON.parse(helpersJson)
  const helperNames = Array.isArray(helpers) ? helpers.flatMap((one: unknown) => nameOf(one)) : []
  return wordsOfNames([...pupils.map(({ name }) => name), ...staff.map(({ name }) => name), ...helperNames])
}

function nameOf(one: unknown): string[] {
  return typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? [one.name] : []
}
