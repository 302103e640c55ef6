import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stages } from '#core/contract/stage.ts'
import { readProfile } from './words.ts'

function isDrawn(picture: string): boolean {
  return ['icons', 'pictures'].some((folder) => existsSync(new URL(`../../assets/${folder}/${picture}.svg`, import.meta.url)))
}

describe.each(stages)('the profile of %s', (stage) => {
  const profile = readProfile(stage)

  it('names its own stage', () => {
    expect(profile.stage).toBe(stage)
  })

  it('names pictures that are there', () => {
    const named = [...profile.secret.pictures, ...profile.agreement.rules.map((rule) => rule.picture)]
    const missing = [...named, ...profile.categories.map((category) => category.picture)].filter((picture) => !isDrawn(picture))
    expect(missing).toEqual([])
  })

  it('shows every picture of the wall each time, since the kiosk cannot know which ones a child chose', () => {
    expect(profile.secret.pictures).toHaveLength(profile.secret.show)
    expect(new Set(profile.secret.pictures).size).toBe(profile.secret.show)
  })

  it('leaves at least 200 picture passwords to choose from', () => {
    const { choose, show, ordered } = profile.secret
    const orderedWays = Array.from({ length: choose }, (_, at) => show - at).reduce((ways, left) => ways * left, 1)
    const orders = Array.from({ length: choose }, (_, at) => at + 1).reduce((all, n) => all * n, 1)
    expect(ordered ? orderedWays : orderedWays / orders).toBeGreaterThanOrEqual(200)
  })

  it('has no rule, prompt or category twice', () => {
    for (const keys of [
      profile.agreement.rules.map((rule) => rule.key),
      profile.prompts.map((prompt) => prompt.key),
      profile.categories.map((category) => category.code as string),
    ]) {
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('can always say "something else", last', () => {
    expect(profile.categories.at(-1)?.code).toBe('OTHER')
  })

  it('marks what cannot wait as urgent', () => {
    const urgent = profile.categories.filter((category) => category.urgent).map((category) => category.code)
    const ours = profile.categories.map((category) => category.code)
    expect(urgent).toEqual(ours.filter((code) => ['RUDE', 'HATE', 'STRANGER', 'SELFHURT', 'ADULT'].includes(code)))
  })

  it('has a prompt for leaving the shelf', () => {
    expect(profile.prompts.some((prompt) => prompt.when === 'leaving')).toBe(true)
  })
})

it('holds the thirty prompts in all', () => {
  expect(stages.flatMap((stage) => readProfile(stage).prompts)).toHaveLength(30)
})

it('holds 8, 12 and 18 rules', () => {
  expect(stages.map((stage) => readProfile(stage).agreement.rules.length)).toEqual([8, 12, 18])
})

it('lets the oldest alone write words', () => {
  expect(stages.filter((stage) => readProfile(stage).freeWords)).toEqual(['ks2'])
})

it('covers and calls for a grown-up in EYFS and KS1, and closes in KS2', () => {
  expect(stages.map((stage) => readProfile(stage).unsure)).toEqual(['find-grown-up', 'find-grown-up', 'close'])
})
