import { expect, it } from 'vitest'
import { watchHeart } from '#electron/heartbeat.ts'
import { handClock } from './double/hand-clock.ts'

function patient(answers: () => Promise<unknown>) {
  const clock = handClock()
  let silent = 0
  const contents = { isDestroyed: () => false, mainFrame: { routingId: 1, processId: 1, executeJavaScript: answers } }
  const heart = watchHeart(contents, clock, () => {
    silent += 1
  })
  return { clock, heart, silent: () => silent }
}
const never = () => new Promise<unknown>(() => undefined)

it('tells once, about five seconds after a page fell silent', async () => {
  const { clock, heart, silent } = patient(never)
  heart.restart()
  await clock.turn(4_500)
  expect(silent()).toBe(0)
  await clock.turn(1_500)
  expect(silent()).toBe(1)
  await clock.turn(20_000)
  expect(silent()).toBe(1)
})

it('never tells of a page that answers, also when the answer is a refusal', async () => {
  let turn = 0
  const { clock, heart, silent } = patient(() => {
    turn += 1
    return turn % 2 === 0 ? Promise.resolve(0) : Promise.reject(new Error('the frame was replaced'))
  })
  heart.restart()
  await clock.turn(30_000)
  expect(silent()).toBe(0)
})

it('asks nothing before the first document: a slow server is not a page that hangs', async () => {
  const { clock, silent } = patient(never)
  await clock.turn(60_000)
  expect(silent()).toBe(0)
})

it('owes the old document nothing once a new one is there', async () => {
  const { clock, heart, silent } = patient(never)
  heart.restart()
  for (let document = 0; document < 10; document += 1) {
    await clock.turn(4_000)
    heart.restart()
  }
  expect(silent()).toBe(0)
})

it('is silent itself once it is stopped', async () => {
  const { clock, heart, silent } = patient(never)
  heart.restart()
  heart.stop()
  await clock.turn(60_000)
  expect(silent()).toBe(0)
})
