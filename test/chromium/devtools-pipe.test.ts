import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { devtoolsPipe } from '#chromium/devtools-pipe.ts'

function both() {
  const toBrowser = new PassThrough()
  const fromBrowser = new PassThrough()
  const sent: { id: number; method: string; sessionId?: string }[] = []
  toBrowser.on('data', (chunk: Buffer) => {
    for (const message of chunk.toString().split('\0').filter(Boolean)) sent.push(JSON.parse(message))
  })
  return {
    pipe: devtoolsPipe(toBrowser, fromBrowser),
    sent,
    fromBrowser,
    say: (message: unknown) => fromBrowser.write(`${JSON.stringify(message)}\0`),
  }
}
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('The DevTools pipe', () => {
  test('gives each command its own answer, whatever the order', async () => {
    const { pipe, say, sent } = both()
    const first = pipe.send('Browser.getVersion')
    const second = pipe.send('Target.getTargets', undefined, 'session')
    await soon()
    expect(sent.map(({ method, sessionId }) => [method, sessionId])).toEqual([
      ['Browser.getVersion', undefined],
      ['Target.getTargets', 'session'],
    ])
    say({ id: sent[1]?.id, result: { targetInfos: [] } })
    say({ id: sent[0]?.id, result: { product: 'x' } })
    expect(await second).toEqual({ targetInfos: [] })
    expect(await first).toEqual({ product: 'x' })
  })
  test('reads messages that come in pieces, and pieces that hold several', async () => {
    const { pipe, fromBrowser } = both()
    const urls: string[] = []
    pipe.on('Page.windowOpen', ({ url }) => urls.push(url))
    const bytes = Buffer.from(['ä', 'b', 'c'].map((url) => `${JSON.stringify({ method: 'Page.windowOpen', params: { url } })}\0`).join(''))
    for (const byte of bytes.subarray(0, 60)) fromBrowser.write(Buffer.from([byte]))
    fromBrowser.write(bytes.subarray(60))
    await soon()
    expect(urls).toEqual(['ä', 'b', 'c'])
  })
  test('rejects what the browser refused, and tells of nobody who does not ask', async () => {
    const { pipe, say } = both()
    const answer = pipe.send('Page.enable', undefined, 'gone')
    say({ id: 1, error: { message: 'Session with given id not found.' } })
    await expect(answer).rejects.toThrow('Page.enable: Session with given id not found.')
    pipe.tell('Page.enable', undefined, 'gone')
    say({ id: 2, error: { message: 'Session with given id not found.' } })
    await soon()
  })
  test('rejects all that is open when the browser goes, and all that comes after', async () => {
    const { pipe, fromBrowser } = both()
    const open = pipe.send('Browser.getVersion')
    fromBrowser.destroy()
    await expect(open).rejects.toThrow('the pipe is closed')
    await pipe.closed
    await expect(pipe.send('Browser.getVersion')).rejects.toThrow('the pipe is closed')
  })
})
