import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { longestPageText } from '#core/ports.ts'
import { pageWordsBinding, pageWordsScript, readPageWords, unreadWords } from '#host/page-words.ts'

const element = { nodeType: 1, tagName: 'DIV', firstChild: null, nextSibling: null as unknown, shadowRoot: null, getAttribute: () => null }

/** Stands for one of the browser's own kinds of node: what its nodes have of themselves is asked of its prototype. */
function kindWith(asked: readonly string[], done: readonly string[] = []): { prototype: object } {
  const kind = class {}
  const own = (node: object, name: string): unknown => Object.getOwnPropertyDescriptor(node, name)?.value
  for (const name of asked)
    Object.defineProperty(kind.prototype, name, {
      get(this: object) {
        return own(this, name)
      },
    })
  for (const name of done)
    Object.defineProperty(kind.prototype, name, {
      value(this: object, ...given: unknown[]) {
        const act = own(this, name)
        return typeof act === 'function' ? act(...given) : null
      },
    })
  return kind
}

/** Runs the script over a document of this one node, and gives what it told. The clock goes on by a millisecond each time it is asked. */
function toldAbout(node: object): string[] {
  const told: string[] = []
  const ready: (() => void)[] = []
  let now = 0
  const world = {
    [pageWordsBinding]: (said: string) => told.push(said),
    document: {
      documentElement: node,
      title: '',
      readyState: 'loading',
      addEventListener: (_: string, then: () => void) => ready.push(then),
      observe() {},
    },
    Node: kindWith(['nodeType', 'firstChild', 'nextSibling']),
    CharacterData: kindWith(['data']),
    Element: kindWith(['tagName', 'shadowRoot'], ['getAttribute', 'closest']),
    Document: kindWith(['documentElement', 'title']),
    addEventListener() {},
    setInterval() {},
    setTimeout() {},
    clearTimeout() {},
    performance: { now: () => (now += 1) },
    location: { href: 'https://www.example.org/' },
    MutationObserver: class {
      observe() {}
    },
  }
  runInNewContext(`globalThis.window = globalThis; globalThis.top = globalThis; ${pageWordsScript}`, world)
  runInNewContext('ready.forEach((then) => then())', Object.assign(world, { ready }), { timeout: 30_000 })
  return told
}

describe('Reading the words of a page that has no end', () => {
  test('is given up in time, and the page says that it could not be read', () => {
    const endless = { ...element }
    endless.nextSibling = endless
    expect(toldAbout(endless)).toEqual([unreadWords])
    expect(readPageWords(unreadWords)).toBeNull()
  })
  test('is given up as well when the document answers with a fault', () => {
    const faulty = {
      ...element,
      getAttribute: () => {
        throw new Error('no')
      },
    }
    expect(toldAbout(faulty)).toEqual([unreadWords])
  })
  test('a single text of 50 MB is read as far as any other', () => {
    const told = toldAbout({ nodeType: 3, data: 'frog pond '.repeat(5_000_000), nextSibling: null })
    expect(told.length).toBe(1)
    expect(readPageWords(told[0] ?? '')?.text).toHaveLength(longestPageText)
  })
})
