import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SchoolSeed } from '#core/contract/seed.ts'
import { stages } from '#core/contract/stage.ts'
import { importList } from '#core/policy/import.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { practiceUrl } from '#demo/directory.ts'
import { demoPictureSecrets } from '#demo/pupils.ts'
import { demoSchool } from '#demo/school.ts'
import { readProfile } from '#test/profiles/words.ts'

const now = Date.UTC(2026, 10, 21, 9)
const school = demoSchool(now, null)
const isDrawn = (picture: string) =>
  ['icons', 'pictures'].some((folder) => existsSync(new URL(`../../assets/${folder}/${picture}.svg`, import.meta.url)))

it('is a school by the schema, the same each time', () => {
  expect(SchoolSeed.parse(school)).toEqual(school)
  expect(demoSchool(now, null)).toEqual(school)
})

it('has one class of each stage, a teacher, two of the safety team and a technician', () => {
  expect(school.classes.map(({ stage }) => stage)).toEqual(stages)
  expect(school.staff.map(({ role }) => role).sort()).toEqual(['deputy', 'dsl', 'governor', 'head', 'office', 'teacher', 'technician'])
  expect(school.staff.every(({ password }) => password === null)).toBe(true)
})

it('has terms that rise, and is in one of them', () => {
  expect([...school.termStarts].sort((a, b) => a - b)).toEqual(school.termStarts)
  for (const day of [Date.UTC(2026, 7, 31), Date.UTC(2026, 8, 1), Date.UTC(2027, 0, 1), now]) {
    const starts = demoSchool(day, null).termStarts
    expect(starts.some((start) => start <= day) && starts.some((start) => start > day)).toBe(true)
  }
})

it('shows pictures that are drawn', () => {
  const named = [
    ...school.helpers.map(({ picture }) => picture),
    ...school.classes.flatMap(({ picture, groups, pupils, draft }) => [
      picture,
      ...[...groups, ...pupils, ...draft.tiles].map((shown) => shown.picture),
    ]),
  ]
  expect(named.filter((picture) => !isDrawn(picture))).toEqual([])
})

describe.each(school.classes)('$name', ({ stage, groups, pupils, draft }) => {
  const profile = readProfile(stage)

  it('has 8 to 14 pupils, each with a picture and a picture password of their own', () => {
    expect(pupils.length).toBeGreaterThanOrEqual(8)
    expect(pupils.length).toBeLessThanOrEqual(14)
    expect(new Set(pupils.map(({ picture }) => picture)).size).toBe(pupils.length)
    expect(new Set(pupils.map(({ secret }) => [...secret].sort().join())).size).toBe(pupils.length)
  })

  it('uses the pictures of the stage for the passwords, and no child is one of them', () => {
    for (const { name, picture, secret } of pupils) {
      expect(new Set(secret).size, name).toBe(profile.secret.choose)
      expect(
        secret.filter((part) => !profile.secret.pictures.includes(part)),
        name,
      ).toEqual([])
      expect(profile.secret.pictures, name).not.toContain(picture)
      expect(demoPictureSecrets[name]).toEqual(secret)
    }
  })

  it('has tables to sign in with in EYFS only', () => {
    expect(groups.length > 0).toBe(stage === 'eyfs')
  })

  it('passes the import as it stands', () => {
    const entries = draft.tiles.map(({ title, url, scope, also, companions }) => ({ title, url, scope, also, companions }))
    const imported = importList({ entries })
    expect(imported.notes).toEqual([])
    expect(imported.entries).toEqual(entries)
  })

  it('has 10 to 16 real sites to be checked before use, and six practice pages', () => {
    const practice = draft.tiles.filter(({ subject }) => subject === 'Practice')
    expect(practice.map(({ scope, url }) => [scope, new URL(url).hostname])).toEqual(Array(6).fill(['page', 'practice.hedgerow.internal']))
    expect(draft.tiles.length - practice.length).toBeGreaterThanOrEqual(10)
    expect(draft.tiles.length - practice.length).toBeLessThanOrEqual(16)
    for (const { subject, checkedBy } of draft.tiles) expect(checkedBy).toBe(subject === 'Practice' ? 'Hedgerow' : null)
  })

  it('covers reading, maths, science, art and coding or its beginnings', () => {
    const subjects = new Set(draft.tiles.map(({ subject }) => subject))
    for (const subject of ['Phonics and reading', 'Maths', 'Science', 'Art', 'Coding']) expect(subjects).toContain(subject)
    if (stage !== 'eyfs') expect(subjects).toContain('History')
  })

  it('has https addresses, ids, pictures and titles of its own, and short words to say', () => {
    const distinct = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length)
    distinct(draft.tiles.map(({ id }) => id))
    distinct(draft.tiles.map(({ title }) => title))
    distinct(draft.tiles.map(({ picture }) => picture))
    for (const { title, spoken, url } of draft.tiles) {
      expect(url).toMatch(/^https:\/\//)
      expect(title.length, title).toBeLessThanOrEqual(40)
      expect(spoken.split(' ').length, spoken).toBeLessThanOrEqual(3)
    }
  })

  it('never opens the whole of the BBC', () => {
    const policy = compilePolicy(draft.tiles, null)
    for (const url of [
      'https://www.bbc.co.uk/',
      'https://www.bbc.co.uk/news',
      'https://www.bbc.co.uk/iplayer',
      'https://bbc.co.uk/sport',
    ]) {
      expect(judge(policy, { url, use: 'navigation', top: null, method: 'GET' }, now).kind, url).toBe('refuse')
    }
    expect(judge(policy, { url: practiceUrl('story'), use: 'navigation', top: null, method: 'GET' }, now).kind).toBe('allow')
  })

  it('has a lesson that runs now, with tiles of its own shelf', () => {
    expect(draft.lessons).toHaveLength(1)
    for (const lesson of draft.lessons) {
      expect(lesson.startsAt).toBeLessThan(now)
      expect(lesson.endsAt).toBeGreaterThan(now)
      expect(lesson.onlyTheseTiles).toBe(false)
      expect(lesson.tileIds.filter((id) => !draft.tiles.some((tile) => tile.id === id))).toEqual([])
    }
  })
})
