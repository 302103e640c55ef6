import { act, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type StoryCode, storyCodeFrom, storyParts, storyPictures } from '#core/contract/picture-story.ts'
import { StoryPicker } from '#renderer/parts/story-picker.tsx'
import { StoryShown } from '#renderer/parts/story-shown.tsx'
import { useRenderer } from '#renderer/store.ts'
import { storyPictureUrl } from '#renderer/stories.ts'
import { startWords } from '#renderer/words.ts'
import { accessFaults, isThere, marked, marks, press as pressNow, putAway } from './show.tsx'
import { sampleView } from './views.ts'

const played = vi.hoisted(() => ({ clips: [] as { src: string; onEnd: () => void }[], held: new Set<string>() }))
vi.mock('howler', () => ({
  Howler: { volume: () => undefined },
  Howl: class {
    private readonly clip = { src: '', onEnd: () => undefined }
    constructor({ src }: { src: string[] }) {
      this.clip.src = src[0] ?? ''
      played.held.add(this.clip.src)
    }
    once(name: string, then: () => undefined) {
      if (name === 'end') this.clip.onEnd = then
    }
    off() {
      this.clip.onEnd = () => undefined
    }
    play() {
      played.clips.push(this.clip)
    }
    stop() {}
    unload() {
      played.held.delete(this.clip.src)
    }
  },
}))

const told: { codes: StoryCode[]; left: number } = { codes: [], left: 0 }
/** A button takes no second press within 0.4 s; here every press is a second after the one before. */
let later = 0
const clock = performance.now.bind(performance)
async function press(mark: string): Promise<void> {
  later += 1_000
  await pressNow(mark)
}
const tiles = () => marks().filter((mark) => mark.startsWith('story:'))
const status = () => document.querySelector('[role=status]')?.textContent
const heading = () => document.querySelector('h1')?.textContent

async function showPicker(): Promise<() => void> {
  putAway()
  await startWords('en-GB')
  useRenderer.setState({ view: sampleView('report', 'ks2') })
  const { unmount } = render(<StoryPicker chosen={(code) => told.codes.push(code)} leave={() => (told.left += 1)} />)
  return unmount
}

/** As a child does: looks on the other page where the picture is not on this one. */
async function choose(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (!isThere(`story:${id}`)) await press('turn')
    await press(`story:${id}`)
  }
}

/** Lets every clip end, and says how many were heard one after the other. */
async function hearAll(): Promise<number> {
  for (let at = 0; at < played.clips.length; at++) await act(async () => played.clips[at]?.onEnd())
  return new Set(played.clips.map(({ src }) => src)).size
}

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + later)
  told.codes = []
  told.left = 0
  played.clips = []
})
afterEach(() => {
  putAway()
  vi.restoreAllMocks()
})

describe('choosing two stories', () => {
  it('asks for a colour, an animal, a doing and a place, twice, and tells both as they were chosen', async () => {
    await showPicker()
    const asked: (string | undefined)[] = []
    for (const id of ['red', 'tiger', 'swimming', 'castle', 'orange', 'unicorn', 'umbrella', 'moon']) {
      asked.push(heading())
      expect(told.codes).toEqual([])
      await choose(id)
    }
    const once = ['What colour is it?', 'Which animal is it?', 'What is it doing?', 'Where is it?']
    expect(asked).toEqual([...once, ...once])
    expect(told.codes).toEqual([
      [
        { colour: 'red', animal: 'tiger', doing: 'swimming', place: 'castle' },
        { colour: 'orange', animal: 'unicorn', doing: 'umbrella', place: 'moon' },
      ],
    ])
  })

  it('can tell every code: each picture is there once, named and drawn, at most 32 at a time', async () => {
    await showPicker()
    const drawn = new Set<string>()
    for (const part of storyParts) {
      const pages = [tiles()]
      if (isThere('turn')) {
        await press('turn')
        pages.push(tiles())
      }
      expect(pages.map((page) => page.length)).toEqual(part === 'animal' || part === 'doing' ? [32, 32] : [16])
      expect(pages.flat()).toEqual(storyPictures[part].map((id) => `story:${id}`))
      for (const tile of document.querySelectorAll<HTMLElement>('.story-tile')) {
        expect(tile.textContent).toMatch(/^[a-z ]{3,24}$/)
        drawn.add(tile.querySelector('img')?.getAttribute('src') ?? '')
      }
      await choose(storyPictures[part].at(-1) ?? '')
    }
    // Of the 64 only the second page is in sight at the end: each picture of it is drawn, and by a drawing of its own.
    expect([...drawn].filter((src) => !/svg/.test(src))).toEqual([])
    expect(drawn.size).toBe(16 + 32 + 32 + 16)
  })

  it('shows the story as it grows, first or second, and the pebbles never which', async () => {
    await showPicker()
    expect(status()).toBe('First story')
    await choose('orange', 'dragon', 'football')
    expect(status()).toBe('First story: An orange dragon playing football …')
    await choose('cloud')
    expect(status()).toBe('Second story')
    expect(document.querySelector('.pebbles')?.getAttribute('aria-label')).toBe('4 of 8 pictures chosen')
    expect(document.querySelectorAll('.pebbles .on')).toHaveLength(4)
  })

  it('goes one step back, as often as one likes, to the page where the picture was', async () => {
    await showPicker()
    expect(isThere('step-back')).toBe(false)
    await choose('gold', 'bat', 'bell', 'fair', 'grey')
    await press('step-back')
    await press('step-back')
    expect([heading(), status()]).toEqual(['Where is it?', 'First story: A gold bat ringing a bell …'])
    await press('step-back')
    await press('step-back')
    expect(heading()).toBe('Which animal is it?')
    expect(isThere('story:bat')).toBe(true)
    await choose('ant', 'bell', 'fair', 'grey', 'bee', 'kite', 'tent')
    expect(told.codes.map(([first]) => first.animal)).toEqual(['ant'])
  })

  it('has no right and no wrong: every code is taken alike, in silence', async () => {
    for (const bytes of [Uint8Array.of(0, 0, 0, 0, 0), Uint8Array.of(255, 255, 255, 255, 255)]) {
      await showPicker()
      const code = storyCodeFrom(bytes)
      await choose(...code.flatMap((story) => storyParts.map((part) => story[part])))
      expect(told.codes.pop()).toEqual(code)
      expect(document.body.textContent).not.toMatch(/wrong|sorry|not that|try again|right|well done|correct/i)
    }
    expect(played.clips).toEqual([])
  })

  it('forgets what was chosen when it is told, when the child stops, and when the screen goes', async () => {
    const fresh = () => expect([status(), document.querySelectorAll('.pebbles .on').length]).toEqual(['First story', 0])
    const before = JSON.stringify(useRenderer.getState())
    let away = await showPicker()
    await choose('red', 'tiger', 'swimming', 'castle', 'orange', 'unicorn', 'umbrella', 'moon')
    fresh()
    await choose('blue', 'fox')
    away()
    expect(document.body.textContent).toBe('')
    away = await showPicker()
    fresh()
    await choose('pink')
    await press('leave')
    expect([told.left, told.codes.length]).toEqual([1, 1])
    expect(JSON.stringify({ ...useRenderer.getState(), view: null })).toBe(JSON.stringify({ ...JSON.parse(before), view: null }))
    away()
  })

  it('goes by keyboard: the heading first, Tab and the arrows from picture to picture, Enter to choose', async () => {
    const user = userEvent.setup()
    await showPicker()
    expect(document.activeElement).toBe(document.querySelector('h1'))
    marked('story:red').focus()
    await user.keyboard('{ArrowDown}{ArrowRight}')
    expect(document.activeElement).toBe(marked('story:purple'))
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}')
    expect(document.activeElement).toBe(marked('story:red'))
    await user.tab()
    await user.keyboard('{Enter}')
    expect(status()).toBe('First story: An orange …')
    expect(document.activeElement).toBe(document.querySelector('h1'))
    marked('story:dog').focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(marked('story:goat'))
    for (const button of document.querySelectorAll('button')) expect(button.tabIndex).toBe(0)
  })

  it('takes no second press of a quick double click, for the next picture or for a further step back', async () => {
    await showPicker()
    await choose('red', 'tiger', 'bell')
    await press('step-back')
    await pressNow('step-back')
    expect(status()).toBe('First story: A red tiger …')
    await press('step-back')
    await act(async () => marked('story:dog').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 })))
    expect(status()).toBe('First story: A red …')
  })

  it('is read aloud on a press of the speaker only: which story, the question, and the story so far', async () => {
    await showPicker()
    await choose('red', 'tiger')
    expect(played.clips).toEqual([])
    await press('speaker')
    expect(await hearAll()).toBe(4)
    expect(played.held.size).toBe(4)
    putAway()
    expect([...played.held]).toEqual([])
  })

  it('leaves nothing for axe to find, on sixteen pictures and on thirty-two', async () => {
    await showPicker()
    expect(await accessFaults()).toEqual([])
    await choose('red')
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    expect(await accessFaults()).toEqual([])
  })
})

describe('a code that is shown', () => {
  const code = storyCodeFrom(Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a))
  async function showCode(): Promise<void> {
    await startWords('en-GB')
    useRenderer.setState({ view: sampleView('report', 'ks2') })
    render(
      <main>
        <h1>Two stories</h1>
        <StoryShown code={code} />
      </main>,
    )
  }

  it('is two sentences under their pictures, for axe as well', async () => {
    await showCode()
    const stories = [...document.querySelectorAll('section')].map((one) => [...one.querySelectorAll('li')].map((part) => part.textContent))
    expect(stories.map((pieces) => pieces.join(' '))).toEqual([
      'An orange goat eating ice cream on the mountain',
      'A pink rhino on a skateboard at the fountain',
    ])
    expect([...document.querySelectorAll('h2')].map((one) => one.textContent)).toEqual(['First story', 'Second story'])
    const drawings = code.flatMap((story) => storyParts.map((part) => storyPictureUrl(part, story[part])))
    expect([...document.querySelectorAll('li img')].map((one) => one.getAttribute('src'))).toEqual(drawings)
    expect(await accessFaults()).toEqual([])
  })

  it('is read aloud story by story, on a press', async () => {
    await showCode()
    expect(played.clips).toEqual([])
    const [, second] = document.querySelectorAll<HTMLElement>('[data-mark=speaker]')
    expect(second?.getAttribute('aria-label')).toContain('Second story')
    await act(async () => second?.click())
    expect(await hearAll()).toBe(5)
    putAway()
    expect([...played.held]).toEqual([])
  })
})
