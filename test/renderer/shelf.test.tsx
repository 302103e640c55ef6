import { act, fireEvent } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { stages } from '#core/contract/stage.ts'
import { findTiles, slipsBetween } from '#renderer/find-tiles.ts'
import { callsOf, isThere, marked, marks, press, putAway, show } from './show.tsx'
import { sampleTiles, sampleView } from './views.ts'

afterEach(putAway)
const tilesShown = () => marks().filter((mark) => mark.startsWith('tile:'))
const spoken = (typed: string) => findTiles(sampleTiles, typed).map((tile) => tile.spoken)

describe('the shelf', () => {
  it.each(stages)('opens a tile at %s', async (stage) => {
    const bridge = await show(sampleView('shelf', stage))
    const [first = ''] = tilesShown()
    await press(first)
    expect(callsOf(bridge)).toEqual([{ name: 'shelf.open', input: { tileId: first.slice('tile:'.length) } }])
  })

  it.each([
    ['eyfs', 6],
    ['ks1', 8],
    ['ks2', 8],
  ] as const)('shows a page of tiles at %s, and the rest behind a leaf', async (stage, perPage) => {
    await show(sampleView('shelf', stage))
    expect(tilesShown()).toHaveLength(perPage)
    await press('more')
    expect(tilesShown()).toHaveLength(sampleTiles.length - perPage)
    await press('fewer')
    expect(tilesShown()).toHaveLength(perPage)
  })

  it('puts the tiles of the lesson first', async () => {
    const view = sampleView('shelf', 'ks2')
    if (view.screen.kind !== 'shelf') throw new Error('not a shelf')
    await show({ ...view, screen: { ...view.screen, tiles: [...view.screen.tiles].reverse() } })
    const texts = tilesShown().map((mark) => marked(mark).textContent ?? '')
    expect(texts.map((text) => text.includes('In today’s lesson'))).toEqual([true, true, true, true, false, false, false, false])
  })

  it('says the aim of the lesson', async () => {
    for (const stage of stages) {
      await show(sampleView('shelf', stage))
      expect(document.querySelector('main')?.textContent).toMatch(/Today we are/)
    }
  })

  it('has a search for KS1 and KS2 and none for EYFS', async () => {
    await show(sampleView('shelf', 'eyfs'))
    expect(isThere('search')).toBe(false)
    for (const stage of ['ks1', 'ks2'] as const) {
      await show(sampleView('shelf', stage))
      await act(async () => fireEvent.change(marked('search'), { target: { value: 'hony' } }))
      expect(tilesShown()).toEqual([`tile:${sampleTiles[2]?.id}`])
      await act(async () => fireEvent.change(marked('search'), { target: { value: 'volcano' } }))
      expect(tilesShown()).toEqual([])
      expect(document.querySelector('main')?.textContent).toContain('Nothing has that word. Try another.')
      await press('show-everything')
      expect(tilesShown()).toHaveLength(8)
    }
  })

  it('lets a key word be pressed instead of typed at KS2', async () => {
    await show(sampleView('shelf', 'ks2'))
    await press('subject:History')
    expect(tilesShown()).toHaveLength(2)
    expect(marked('subject:History').getAttribute('aria-pressed')).toBe('true')
  })
})

describe('finding by a word', () => {
  it('looks at title, spoken name, subject and the search words', () => {
    expect(spoken('pond')).toEqual(['Ponds'])
    expect(spoken('numbers')).toEqual(['Numbers'])
    expect(spoken('honey')).toEqual(['Bees'])
    expect(spoken('history')).toEqual(['Roman roads', 'The Wall'])
  })
  it('forgives a letter or two, capitals and accents', () => {
    expect(spoken('romn')).toContain('Roman roads')
    expect(spoken('minibeests')).toEqual(['Minibeasts'])
    expect(spoken('WEÁTHER')).toEqual(['Weather'])
    expect(spoken('wether')).toEqual(['Weather'])
  })
  it('wants every word', () => {
    expect(spoken('science bees')).toEqual(['Bees'])
    expect(spoken('science roman')).toEqual([])
  })
  it('puts the nearest first, and shows all for nothing', () => {
    expect(spoken('wall')[0]).toBe('The Wall')
    expect(spoken('  ')).toHaveLength(sampleTiles.length)
  })
  it('counts a swap of neighbours as one slip', () => {
    expect(slipsBetween('form', 'from')).toBe(1)
    expect(slipsBetween('same', 'same')).toBe(0)
    expect(slipsBetween('a', 'abcd')).toBe(Number.POSITIVE_INFINITY)
  })
})
