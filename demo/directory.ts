import { createHash } from 'node:crypto'
import { practiceOrigin } from '#core/contract/bridge.ts'
import type { Tile } from '#core/contract/list.ts'
import type { Stage } from '#core/contract/stage.ts'
import { chosenSites } from './chosen-sites.ts'
import starter from './starter-sites.json' with { type: 'json' }

/** The local practice pages: they work with no internet at all, and show what the kiosk does when a page surprises. */
const practicePages = [
  { file: 'story', title: 'Practice: a picture story', spoken: 'Practice story', picture: 'snail', words: ['story', 'snail', 'book'] },
  { file: 'counting', title: 'Practice: a counting game', spoken: 'Practice counting', picture: 'carrot', words: ['count', 'numbers'] },
  { file: 'pop-up', title: 'Practice: the balloon that pops up', spoken: 'Practice pop-up', picture: 'balloon', words: ['balloon'] },
  { file: 'prize', title: 'Practice: you won a prize', spoken: 'Practice prize', picture: 'teapot', words: ['prize', 'advert'] },
  { file: 'runaway', title: 'Practice: the page that runs away', spoken: 'Practice runaway', picture: 'kite', words: ['kite'] },
  { file: 'changes', title: 'Practice: the page that changes', spoken: 'Practice changing page', picture: 'frog', words: ['frog'] },
] as const
export type PracticePage = (typeof practicePages)[number]['file']

const subjects: Readonly<Record<string, string>> = {
  'phonics-reading': 'Phonics and reading',
  maths: 'Maths',
  science: 'Science',
  history: 'History',
  geography: 'Geography',
  art: 'Art',
  music: 'Music',
  'computing-coding': 'Coding',
}

/** The same tile has the same id each time, and another one in each class. */
function tileId(stage: Stage, url: string): string {
  return createHash('sha256').update(`demo tile ${stage} ${url}`).digest('hex').slice(0, 32)
}

export function practiceUrl(page: PracticePage): string {
  return `${practiceOrigin}/${page}.html`
}

export function practiceTile(stage: Stage, page: PracticePage): string {
  return tileId(stage, practiceUrl(page))
}

export function siteTile(stage: Stage, url: string): string {
  return tileId(stage, url)
}

/** The shelf of one stage: practice pages first, which come with Hedgerow, then real sites, each to be checked by the school before use. */
export function demoTiles(stage: Stage, now: number): Tile[] {
  const unchecked = { checkedBy: null, checkedAt: null }
  const practice: Tile[] = practicePages.map(({ file, title, spoken, picture, words }) => {
    const url = practiceUrl(file)
    const id = tileId(stage, url)
    return {
      id,
      title,
      url,
      scope: 'page',
      also: [],
      companions: [],
      picture,
      spoken,
      subject: 'Practice',
      words: [...words],
      checkedBy: 'Hedgerow',
      checkedAt: now,
    }
  })
  const real: Tile[] = chosenSites[stage].map((choice) => {
    const site = starter.sites.find(({ url }) => url === choice.url)
    if (site === undefined) throw new Error(`The starter sites do not hold ${choice.url}.`)
    const scope = site.scope === 'site' || site.scope === 'section' ? site.scope : 'page'
    return {
      id: siteTile(stage, site.url),
      title: choice.title ?? site.title,
      url: choice.opens ?? site.url,
      scope: choice.scope ?? scope,
      also: [],
      companions: site.companions,
      picture: choice.picture,
      spoken: choice.spoken ?? site.spoken,
      subject: subjects[site.subject] ?? '',
      words: [...choice.words],
      ...unchecked,
    }
  })
  return [...practice, ...real]
}
