import { act } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { type StoryCode, storyCodeFrom, storyParts } from '#core/contract/picture-story.ts'
import { useRenderer } from '#renderer/store.ts'
import { accessFaults, callsOf, isThere, next, press, putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

afterEach(putAway)
/** All of its pictures stand on the first page. */
const code = storyCodeFrom(Uint8Array.from([0, 0, 0, 0, 0]))
const text = () => document.querySelector('main')?.textContent ?? ''
const named = (bridge: Awaited<ReturnType<typeof show>>, name: string) => callsOf(bridge).filter((one) => one.name === name)
async function choose(stories: StoryCode): Promise<void> {
  for (const story of stories) for (const part of storyParts) await press(`story:${story[part]}`)
}
const asked = { category: 'MEAN', words: '', showPage: false, danger: false, lane: 'soon' }

async function toStories() {
  const bridge = await show(sampleView('report-answers', 'ks2'))
  bridge.answers['report.send'] = 'held'
  bridge.answers['report.story'] = { kind: 'story', code, more: true }
  await press('category:MEAN')
  await press('send')
  return bridge
}

it('a note that is told is held, then an answer is offered; no sends it as it is', async () => {
  const bridge = await toStories()
  expect(named(bridge, 'report.send')).toEqual([{ name: 'report.send', input: { ...asked, answer: 'ask' } }])
  expect(text()).toContain('Would you like an answer?')
  expect(await accessFaults()).toEqual([])
  bridge.answers['report.send'] = 'saved'
  await press('answer-no')
  expect(named(bridge, 'report.send').at(-1)?.input).toEqual(asked)
})

it('yes shows two stories, another pair on wish, has them told once without blame, and then sends with the address', async () => {
  const bridge = await toStories()
  await press('answer-yes')
  expect(document.querySelectorAll('.one-story')).toHaveLength(2)
  expect(await accessFaults()).toEqual([])
  bridge.answers['report.story'] = { kind: 'story', code, more: false }
  await press('another')
  expect(isThere('another')).toBe(false)
  await press('know-them')
  bridge.answers['report.practise'] = 'look-again'
  await choose(code)
  expect(text()).toContain('Not quite. Have another look.')
  expect(text()).not.toMatch(/wrong|mistake/i)
  bridge.answers['report.practise'] = 'right'
  bridge.answers['report.send'] = 'saved'
  await press('know-them')
  await choose(code)
  expect(named(bridge, 'report.practise').at(-1)?.input).toEqual({ code })
  expect(named(bridge, 'report.send').at(-1)?.input).toEqual({ ...asked, answer: 'yes' })
  // Nothing of the stories stays behind on our screens.
  expect(useRenderer.getState().draft.stories).toBeNull()
})

it('where no box can be made it is said, and the note is one press away', async () => {
  const bridge = await toStories()
  bridge.answers['report.story'] = { kind: 'none' }
  await press('answer-yes')
  expect(text()).toContain('There is no letter box just now.')
  bridge.answers['report.send'] = 'saved'
  await press('answer-no')
  expect(named(bridge, 'report.send').at(-1)?.input).toEqual(asked)
})

it('danger, and a grown-up who is called as well, are not kept waiting by the question', async () => {
  const bridge = await show(sampleView('report-answers', 'ks2'))
  await press('danger')
  await press('danger-note')
  await press('category:MEAN')
  await press(isThere('send') ? 'send' : 'send-and-call')
  expect(named(bridge, 'report.send').at(-1)?.input).not.toHaveProperty('answer')
})

it('"Is there a letter for me?" asks for the stories, shows one letter at a time as plain text, and leaves at any moment', async () => {
  const bridge = await show(sampleView('tell-letters', 'ks2'))
  await press('letters')
  expect(named(bridge, 'letters.open')).toHaveLength(1)
  await next(bridge, sampleView('letters-picking', 'ks2'))
  await choose(code)
  expect(named(bridge, 'letters.look').at(-1)?.input).toEqual({ code })
  const found = sampleView('letters-found-long', 'ks2')
  const letters = [
    { card: 'come-to-us' as const, words: '<b onclick="x()">Hello</b> \u202eback' },
    { card: 'thank-you' as const, words: '' },
  ]
  await next(bridge, { ...found, serial: found.serial + 1_000, screen: { kind: 'letters', at: 'found', letters } })
  expect(text()).toContain('<b onclick="x()">Hello</b>')
  expect(document.querySelector('.letter b')).toBeNull()
  expect(document.querySelector('.own-words bdi')).not.toBeNull()
  await press('next-letter')
  expect(text()).toContain('It was not because of you.')
  expect(text()).not.toContain('Hello')
  await press('leave')
  expect(named(bridge, 'letters.leave')).toHaveLength(1)
  await act(async () => undefined)
})

it('no letter, and codes that rest, say nothing of a mistake, and the way to a grown-up stays', async () => {
  for (const name of ['letters-none', 'letters-paused']) {
    const bridge = await show(sampleView(name, 'ks2'))
    expect(text()).not.toMatch(/wrong|mistake|tries|\d/i)
    expect(isThere('tell')).toBe(true)
    await press('leave')
    expect(named(bridge, 'letters.leave')).toHaveLength(1)
    putAway()
  }
})
