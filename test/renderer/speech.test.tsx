import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stages } from '#core/contract/stage.ts'
import { profileOf } from '#renderer/profiles.ts'
import { canSay } from '#renderer/speech.ts'
import { startWords, wordsFor } from '#renderer/words.ts'
import { isThere, next, press, putAway, show } from './show.tsx'
import { sampleView, sampleViews } from './views.ts'

const played = vi.hoisted(() => ({ clips: [] as { src: string; onEnd: (() => void)[] }[], volume: 0 }))
vi.mock('howler', () => ({
  Howler: { volume: (value: number) => (played.volume = value) },
  Howl: class {
    private readonly clip: { src: string; onEnd: (() => void)[] }
    constructor({ src }: { src: string[] }) {
      this.clip = { src: src[0] ?? '', onEnd: [] }
    }
    once(name: string, then: () => void) {
      if (name === 'end') this.clip.onEnd = [then]
    }
    off() {
      this.clip.onEnd = []
    }
    play() {
      played.clips.push(this.clip)
    }
    stop() {}
    unload() {}
  },
}))

beforeEach(() => {
  played.clips = []
})
afterEach(putAway)

const silentByThemselves = ['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers', 'find-grown-up', 'staff', 'page']

describe('reading aloud', () => {
  it('starts by itself at EYFS once for a screen, and at no other stage', async () => {
    for (const stage of stages) {
      played.clips = []
      const bridge = await show(sampleView('pupils', stage))
      expect(played.clips, stage).toHaveLength(stage === 'eyfs' ? 1 : 0)
      await next(bridge, sampleView('pupils', stage))
      expect(played.clips, stage).toHaveLength(stage === 'eyfs' ? 1 : 0)
    }
  })

  it.each(
    sampleViews
      .filter((one) => one.stage === 'eyfs' && silentByThemselves.includes(one.view.screen.kind))
      .map((one) => [one.name, one.view] as const),
  )('never gives a child away: %s is silent by itself', async (_, view) => {
    await show(view)
    expect(played.clips).toEqual([])
  })

  it('makes no sound for a press of Tell', async () => {
    await show(sampleView('page', 'eyfs'), 'bar')
    await press('tell')
    expect(played.clips).toEqual([])
  })

  it('plays the lines of a speaker one after the other, and not too loud', async () => {
    await show(sampleView('closed', 'ks1'))
    await press('speaker')
    expect(played.clips).toHaveLength(1)
    expect(played.volume).toBeLessThanOrEqual(0.7)
    await act(async () => played.clips[0]?.onEnd[0]?.())
    expect(played.clips).toHaveLength(2)
    expect(played.clips[0]?.src).not.toBe(played.clips[1]?.src)
  })

  it('stops when the screen changes', async () => {
    const bridge = await show(sampleView('closed', 'ks1'))
    await press('speaker')
    await next(bridge, sampleView('idle', 'ks1'))
    expect(played.clips[0]?.onEnd).toEqual([])
  })

  it('shows no speaker for words that this machine can’t say, and then shows EYFS the word', async () => {
    const view = sampleView('shelf', 'eyfs')
    if (view.screen.kind !== 'shelf') throw new Error('not a shelf')
    const tiles = view.screen.tiles.slice(0, 1).map((tile) => ({ ...tile, spoken: 'Quokka corner' }))
    await show({ ...view, screen: { ...view.screen, tiles } })
    expect(document.querySelector('.tiles')?.textContent).toBe('Quokka corner')
    expect(document.querySelector('.tiles [data-mark=speaker]')).toBeNull()
  })
})

describe('the clips', () => {
  it('are there for every instruction that has a speaker', async () => {
    for (const { name, stage, view } of sampleViews) {
      // Their words come from the teacher, or are for staff.
      if (['starting', 'page', 'opening', 'staff', 'not-enrolled', 'shelf'].includes(view.screen.kind)) continue
      await show(view)
      expect(isThere('speaker'), `${stage} ${name}`).toBe(true)
    }
  })

  it('are there for every rule and every prompt of the profiles', async () => {
    await startWords('en-GB')
    for (const stage of stages) {
      const words = wordsFor(stage)
      const { agreement, prompts, categories } = profileOf(stage)
      const lines = [
        ...agreement.rules.map(({ key }) => words(`agreement.rules.${key}`)),
        ...prompts.flatMap(({ key }) => ['stop', 'think', 'stay', 'other'].map((part) => words(`prompts.${key}.${part}`))),
        ...categories.map(({ code }) => words(`report.categories.${code}`)),
      ]
      expect(lines.filter((line) => !canSay([line]))).toEqual([])
    }
  })
})
