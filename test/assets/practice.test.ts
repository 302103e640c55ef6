// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import axe from 'axe-core'
import { beforeEach, expect, it, vi } from 'vitest'
import { practiceOrigin } from '#core/contract/bridge.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { demoTiles, type PracticePage, practiceUrl } from '#demo/directory.ts'

const folder = join(dirname(import.meta.filename), '../../assets/practice')
const pages: readonly PracticePage[] = ['story', 'counting', 'pop-up', 'prize', 'runaway', 'changes']
const html = (page: PracticePage) => readFileSync(join(folder, `${page}.html`), 'utf8')
const script = (page: PracticePage) => readFileSync(join(folder, `${page}.js`), 'utf8')
const shelf = compilePolicy(demoTiles('ks1', 0), null)
const verdict = (url: string, use: 'navigation' | 'popup' = 'navigation') => judge(shelf, { url, use, top: null, method: 'GET' }, 0).kind

/** Runs a page's script against its own document, with stand-ins for what would leave it. */
function run(page: PracticePage, standIns: Readonly<Record<string, unknown>> = {}): void {
  document.documentElement.innerHTML = html(page).replace(/^[\s\S]*?<html[^>]*>|<\/html>[\s\S]*$/g, '')
  new Function(...Object.keys(standIns), script(page))(...Object.values(standIns))
}
const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''

beforeEach(() => {
  vi.useFakeTimers()
  history.replaceState({}, '', '/')
})

it('holds the six pages, each on the list as just this page', () => {
  expect(
    readdirSync(folder)
      .filter((file) => file.endsWith('.html'))
      .sort(),
  ).toEqual(pages.map((page) => `${page}.html`).sort())
  for (const page of pages) expect(verdict(practiceUrl(page)), page).toBe('allow')
  expect(verdict(`${practiceOrigin}/practice.css`)).toBe('refuse')
})

it('fetches nothing from elsewhere, and holds no code inside its pages', () => {
  const allowed = /^https:\/\/[a-z-]+\.example\//
  for (const file of readdirSync(folder)) {
    const source = readFileSync(join(folder, file), 'utf8')
    expect(source.match(/https?:\/\/[^\s'"]+/g)?.filter((url) => !allowed.test(url)) ?? [], file).toEqual([])
    expect(source, file).not.toMatch(/<script(?![^>]*\bsrc="[a-z-]+\.js")|\son[a-z]+="|\sstyle="|@import|url\(/)
  }
})

it('says on every page that it is practice', () => {
  for (const page of pages) expect(html(page)).toContain('<span class="practice">Practice page</span>')
})

it('turns the pages of the story without leaving it', () => {
  run('story')
  const shown = () => [...document.querySelectorAll<HTMLElement>('.scene')].findIndex((scene) => !scene.hidden)
  for (let turn = 0; turn < 9; turn++) press('#after')
  expect(shown()).toBe(3)
  expect(text('#place')).toBe('Page 4 of 4')
  press('#before')
  expect(shown()).toBe(2)
})

it('counts by press and by key, and is kind about a wrong number', () => {
  run('counting')
  expect(document.querySelectorAll('#field svg')).toHaveLength(3)
  press('#numbers button:nth-child(5)')
  expect(text('#answer')).toContain('not quite')
  press('#numbers button:nth-child(3)')
  expect(text('#answer')).toContain('Yes, 3!')
  expect(document.querySelectorAll('#field svg')).toHaveLength(5)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '5' }))
  expect(document.querySelectorAll('#field svg')).toHaveLength(2)
})

it('opens a window off the list and a message box when the balloon is pressed, and not before', () => {
  const open = vi.fn<(url: string, target: string) => null>(() => null)
  const alert = vi.fn<(message: string) => void>()
  run('pop-up', { window: { open }, alert })
  expect(open).not.toHaveBeenCalled()
  press('#balloon')
  expect(alert).toHaveBeenCalledOnce()
  expect(verdict(open.mock.calls[0]?.[0] ?? '', 'popup')).toBe('refuse')
})

it('links the prize to a site off the list', () => {
  document.documentElement.innerHTML = html('prize')
  const links = [...document.querySelectorAll('a')].map((link) => link.href)
  expect(links).toHaveLength(1)
  expect(verdict(links[0] ?? practiceUrl('prize'))).toBe('refuse')
})

it('runs away by itself after three seconds, to a site off the list', () => {
  const location = { href: practiceUrl('runaway') }
  run('runaway', { location })
  vi.advanceTimersByTime(2_900)
  expect(verdict(location.href)).toBe('allow')
  vi.advanceTimersByTime(200)
  expect(verdict(location.href)).toBe('refuse')
})

it('changes its words and its own address after four seconds, to one off the list', () => {
  run('changes')
  vi.advanceTimersByTime(3_900)
  expect(location.pathname).toBe('/')
  vi.advanceTimersByTime(200)
  expect(text('#title')).not.toContain('Tadpoles')
  expect(verdict(practiceOrigin + location.pathname)).toBe('refuse')
})

it.each(pages)('axe finds nothing on %s', async (page) => {
  vi.useRealTimers()
  document.documentElement.innerHTML = html(page).replace(/^[\s\S]*?<html[^>]*>|<\/html>[\s\S]*$/g, '')
  document.documentElement.lang = 'en-GB'
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
