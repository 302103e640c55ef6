import { afterEach, describe, expect, it } from 'vitest'
import { PersonalKind } from '#core/contract/personal.ts'
import { stages } from '#core/contract/stage.ts'
import { uncertainReasons } from '#core/contract/uncertain.ts'
import { profileOf } from '#renderer/profiles.ts'
import { wordsFor } from '#renderer/words.ts'
import { accessFaults, callsOf, isThere, marked, marks, next, press, putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

afterEach(putAway)
const mainText = () => document.querySelector('main')?.textContent ?? ''

describe.each(stages)('STOP, THINK, CLICK at %s', (stage) => {
  it('stops first, then asks one question with the safe choice first', async () => {
    const bridge = await show(sampleView('think', stage))
    const words = wordsFor(stage)
    expect(document.querySelector('h1')?.textContent).toBe('Stop')
    expect(isThere('stay')).toBe(false)
    await press('next')
    expect(document.activeElement).toBe(document.querySelector('h1'))
    expect(await accessFaults()).toEqual([])
    const choices = marks().filter((mark) => mark === 'stay' || mark === 'ask')
    expect(choices).toEqual(['stay', 'ask'])
    expect(marked('stay').className).toContain('go')
    expect(mainText()).toContain(
      words(`prompts.${profileOf(stage).prompts.find((one) => mainText().includes(words(`prompts.${one.key}.think`)))?.key}.think`),
    )
    await press('stay')
    await press('ask')
    expect(callsOf(bridge).map(({ name }) => name)).toEqual(['think.stay', 'think.ask'])
  })

  it('offers only to stay where asking is not possible', async () => {
    await show(sampleView('think-no-ask', stage))
    await press('next')
    expect(isThere('ask')).toBe(false)
  })

  it('keeps its beat when the same screen is sent again, and starts anew for another page', async () => {
    const bridge = await show(sampleView('think', stage))
    await press('next')
    await next(bridge, sampleView('think', stage))
    expect(isThere('stay')).toBe(true)
    await next(bridge, sampleView('page', stage))
    await next(bridge, sampleView('think', stage))
    expect(isThere('stay')).toBe(false)
  })

  it('has plain words for a prompt that nobody has written', async () => {
    const view = sampleView('think', stage)
    if (view.screen.kind !== 'think') throw new Error('not a prompt')
    await show({ ...view, screen: { ...view.screen, prompt: '' } })
    expect(mainText()).toContain('This goes off our shelf.')
    await press('next')
    expect(mainText()).toContain('Did your teacher say yes?')
  })

  it('asks about every kind of thing that a child may be about to tell, never saying what', async () => {
    const view = sampleView('personal', stage)
    const words = wordsFor(stage)
    if (view.screen.kind !== 'personal') throw new Error('not a prompt')
    for (const kind of PersonalKind.options) {
      const bridge = await show({ ...view, screen: { ...view.screen, what: [kind] } })
      expect(mainText()).toContain(words('personal.stop'))
      await press('next')
      expect(mainText()).toContain(words(`personal.${kind}`))
      expect(await accessFaults()).toEqual([])
      expect(marked('stay').textContent).toBe(words('personal.takeOut'))
      await press('stay')
      await press('ask')
      expect(callsOf(bridge).map(({ name }) => name)).toEqual(['personal.take-out', 'personal.keep'])
      putAway()
    }
  })

  it('has words of its own for every way a page can be closed', async () => {
    const view = sampleView('closed', stage)
    const words = wordsFor(stage)
    for (const reason of Object.keys(uncertainReasons)) {
      await show({ ...view, screen: { kind: 'closed', reason, tile: null } })
      expect(words.has(`closed.${reason}`), reason).toBe(true)
      expect(document.querySelector('main p')?.textContent).toBe(words(`closed.${reason}`))
    }
    for (const reason of ['title', 'not-known', 'a.b', '']) {
      await show({ ...view, screen: { kind: 'closed', reason, tile: null } })
      if (reason !== 'title') expect(document.querySelector('main p')?.textContent).toBe(words('closed.unsure'))
    }
  })
})
