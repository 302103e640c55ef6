import { expect, it } from 'vitest'
import { lockDown, type Step } from '#electron/lock-down.ts'
import { takenKeys } from '#electron/lock-down-steps.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron } from './double/electron.ts'
import { notebook } from './double/owner.ts'

function steps(failing: { do?: string; undo?: string } = {}) {
  const diary: string[] = []
  const make = (name: string): Step => ({
    name,
    do() {
      if (failing.do === name) throw new Error(`${name} will not lock`)
      diary.push(`do ${name}`)
    },
    undo() {
      diary.push(`undo ${name}`)
      if (failing.undo === name) throw new Error(`${name} will not open`)
    },
  })
  return { diary, all: ['one', 'two', 'three'].map(make) }
}

it('takes the steps in order and takes them back in reverse', async () => {
  const { diary, all } = steps()
  const lock = await lockDown(all)
  await lock.release()
  expect(diary).toEqual(['do one', 'do two', 'do three', 'undo three', 'undo two', 'undo one'])
})

it('takes back what was done when a step fails, and tells that fault', async () => {
  const { diary, all } = steps({ do: 'three', undo: 'two' })
  await expect(lockDown(all)).rejects.toThrow('three will not lock')
  expect(diary).toEqual(['do one', 'do two', 'undo two', 'undo one'])
})

it('goes on opening when one step will not, and tells it at the end', async () => {
  const { diary, all } = steps({ undo: 'three' })
  const lock = await lockDown(all)
  await expect(lock.release()).rejects.toThrow('three will not open')
  expect(diary.slice(3)).toEqual(['undo three', 'undo two', 'undo one'])
})

it('releases once: a second time does nothing', async () => {
  const { diary, all } = steps()
  const lock = await lockDown(all)
  await lock.release()
  await lock.release()
  expect(diary).toHaveLength(6)
})

it('locks the machine at the start, and leaves nothing locked at the end', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  const [window] = electron.windows
  expect(window).toMatchObject({ isKiosk: true, isOnTop: true, isShown: true })
  expect([...electron.keys].sort()).toEqual([...takenKeys].sort())
  expect(electron.blockers.size).toBe(1)
  expect(electron.menu).toBeNull()
  expect(electron.screen.listenerCount('display-added')).toBe(1)
  await running.stop()
  expect(electron.keys.size).toBe(0)
  expect(electron.blockers.size).toBe(0)
  expect(window?.isDestroyed()).toBe(true)
  expect(electron.handlers.size).toBe(0)
  expect(electron.screen.listenerCount('display-added')).toBe(0)
  expect(electron.app.listenerCount('web-contents-created')).toBe(0)
})

it('starts where another program has a key already, and still gives the others back', async () => {
  const electron = new DoubleElectron()
  electron.refusedKeys.add('F11')
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  expect(electron.keys.has('F11')).toBe(false)
  await running.stop()
  expect(electron.keys.size).toBe(0)
})

it('starts again after it was stopped', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  await running.stop()
  await running.shell.start(notebook(() => ({ kind: 'allow', entry: 0 })))
  expect(electron.keys.size).toBe(takenKeys.length)
  expect(electron.sessions.size).toBe(2)
  await running.stop()
})
