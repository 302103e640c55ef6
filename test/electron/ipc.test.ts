import { expect, it } from 'vitest'
import { kioskOrigin } from '#core/contract/bridge.ts'
import { type CallName, calls } from '#core/contract/calls.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { type Answer, callChannel } from '#electron/channels.ts'
import { type ApiInvoke, serveCalls } from '#electron/ipc.ts'
import { DoubleElectron } from './double/electron.ts'

const ours = 7
const frame = { origin: kioskOrigin, processId: 4, routingId: 1, parent: null }
const good: ApiInvoke = { sender: { id: ours, mainFrame: { processId: 4, routingId: 1 } }, senderFrame: frame }

function serving(answer: () => unknown = () => 'done') {
  const electron = new DoubleElectron()
  const asked: CallName[] = []
  const ready: number[] = []
  const owner = {
    async answer(name: CallName) {
      asked.push(name)
      return answer() as never
    },
  }
  const served = serveCalls(electron.ipcMain, owner, { isOurs: (id) => id === ours, onReady: (id) => void ready.push(id) })
  const call = async (event: ApiInvoke, ...args: unknown[]) => (await electron.handlers.get(callChannel)?.(event, ...args)) as Answer
  return { electron, asked, ready, served, call }
}

it('answers a call of our own screen', async () => {
  const { call, asked } = serving()
  expect(await call(good, 'tell.press', {})).toEqual({ kind: 'answer', value: 'done' })
  expect(asked).toEqual(['tell.press'])
})

it.each<readonly [string, ApiInvoke]>([
  ['whose frame is gone', { ...good, senderFrame: null }],
  ['that is not ours', { ...good, sender: { ...good.sender, id: 8 } }],
  ['from a frame inside ours', { ...good, senderFrame: { ...frame, parent: {} } }],
  ['from a view of ours that went elsewhere', { ...good, senderFrame: { ...frame, origin: 'https://garden.example' } }],
  ['from an opaque origin', { ...good, senderFrame: { ...frame, origin: 'null' } }],
  ['of another frame than the top one', { ...good, senderFrame: { ...frame, routingId: 9 } }],
  ['of another process than the top one', { ...good, senderFrame: { ...frame, processId: 5 } }],
])('B131 refuses a sender %s, before it looks at what is asked', async (_, event) => {
  const { call, asked } = serving()
  expect(await call(event, 'tell.press', {})).toEqual({ kind: 'fault', code: 'HG_NOT_ALLOWED' })
  expect(asked).toEqual([])
})

const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic
const odd: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['a cycle', cyclic],
  ['an unknown field', { sneaky: true }],
  ['a prototype key', JSON.parse('{"__proto__":{"admin":true},"constructor":1}')],
  ['a huge text', { words: 'x'.repeat(5_000_000), pin: 'x'.repeat(5_000_000) }],
]
it.each(Object.keys(calls) as CallName[])('B129 %s refuses every input that is not of its form', async (name) => {
  const { call, asked } = serving()
  for (const [what, input] of odd) expect(await call(good, name, input), what).toEqual({ kind: 'fault', code: 'HG_BODY_SHAPE' })
  expect(asked).toEqual([])
})

it.each([['toString'], ['__proto__'], ['constructor'], ['hub.steal'], [''], [7], [null], [['tell.press']]])(
  'B129 knows no call named %j',
  async (name) => {
    const { call, asked } = serving()
    expect(await call(good, name, {})).toEqual({ kind: 'fault', code: 'HG_BODY_SHAPE' })
    expect(asked).toEqual([])
  },
)

it('says no more than a code when a call fails', async () => {
  const coded = serving(() => {
    throw new HedgerowError('HG_DISK_FULL', 'Alice of Oak class')
  })
  expect(await coded.call(good, 'tell.press', {})).toEqual({ kind: 'fault', code: 'HG_DISK_FULL' })
  const uncoded = serving(() => {
    throw new Error('Alice of Oak class')
  })
  expect(await uncoded.call(good, 'tell.press', {})).toEqual({ kind: 'fault', code: 'HG_INTERNAL' })
})

it('does not pass on an answer that is not of the documented form', async () => {
  const { call } = serving(() => ({ everything: true }))
  expect(await call(good, 'tell.press', {})).toEqual({ kind: 'fault', code: 'HG_INTERNAL' })
})

it('tells when a screen is ready, and which', async () => {
  const { call, ready } = serving()
  await call(good, 'screen.ready', { surface: 'main' })
  expect(ready).toEqual([ours])
})

it('answers nobody once it is stopped', () => {
  const { electron, served } = serving()
  served.stop()
  expect([...electron.handlers.keys()]).toEqual([])
})
