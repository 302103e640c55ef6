import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { WordTree } from '#core/contract/profile.ts'
import type { Stage } from '#core/contract/stage.ts'
import { useRenderer } from './store.ts'

/** A language is added by adding a folder: profiles/words/<language>/{common,eyfs,ks1,ks2,stories}.json. */
const files = import.meta.glob<WordTree>('../profiles/words/*/*.json', { eager: true, import: 'default' })
const fallback = 'en-GB'

function resources(): Record<string, Record<string, WordTree>> {
  const all: Record<string, Record<string, WordTree>> = {}
  for (const [path, words] of Object.entries(files)) {
    const [language, file] = path.split('/').slice(-2)
    if (language === undefined || file === undefined) continue
    all[language] = { ...all[language], [file.replace('.json', '')]: words }
  }
  return all
}

/** Loads all words and sets the page's language and direction. A language nobody has written falls back to English. */
export async function startWords(language: string): Promise<void> {
  const all = resources()
  const chosen = all[language] === undefined ? fallback : language
  await i18next.use(initReactI18next).init({
    resources: all,
    lng: chosen,
    fallbackLng: fallback,
    ns: ['common', 'eyfs', 'ks1', 'ks2', 'stories'],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = chosen
  document.documentElement.dir = i18next.dir(chosen)
}

export interface Say {
  /** The words under a key: the stage's own where it has them, else the common ones. */
  (key: string, values?: Readonly<Record<string, string>>): string
  has(key: string): boolean
}

export function wordsFor(stage: Stage): Say {
  const ns = [stage, 'common']
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => i18next.t(key, { ns, ...values })
  return Object.assign(say, { has: (key: string) => i18next.exists(key, { ns }) })
}

/** What the pictures of the picture stories are called, the same at every stage: `animal.tiger`; a colour also opens its story, `opening.red`. */
export function storyWord(key: string): string {
  return i18next.t(key, { ns: 'stories' })
}

/** The words of the stage that is on show. */
export function useWords(): Say {
  const stage = useRenderer((state) => state.view?.stage ?? 'eyfs')
  const { i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is read inside i18next.
  return useMemo(() => wordsFor(stage), [stage, i18n.language])
}
