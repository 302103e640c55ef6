import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ContentCategory, PhraseList } from '#core/contract/phrases.ts'
import { Stage } from '#core/contract/stage.ts'
import { makePhraseBook } from '#core/guard/content/phrase-book.ts'

const read = <T>(file: string, shape: z.ZodType<T>): T => shape.parse(JSON.parse(readFileSync(file, 'utf8')))
const Text = z.strictObject({ title: z.string(), text: z.string() })

export const phrases = read('profiles/phrases/en.json', PhraseList)
export const book = makePhraseBook([phrases])
/** None may be closed, at any stage or at those named. */
export const fine = read('test/vectors/content/fine.json', z.array(Text.extend({ stages: z.array(Stage).optional() })))
export const closes = read('test/vectors/content/closes.json', z.array(Text.extend({ category: ContentCategory })))
export const disguised = read('test/vectors/content/disguised.json', z.array(Text))
