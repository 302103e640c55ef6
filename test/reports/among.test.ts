import { expect, test } from 'vitest'
import type { Among } from '#core/contract/report.ts'
import { isInUse } from '#core/session/in-use.ts'
import { amongStep } from '#hub/server/letterbox/hold.ts'

const days = 10_000
const kiosks = 64
/** A day's busiest half hour, looked at every ten seconds. */
const ticks = 180
const tickMs = 10_000
const stepTicks = 30
/** A session that is left open ends by itself (330 s at every stage); so the one before has used a computer within six minutes. */
const idleTicks = 33
const truthTicks = 36
const least: Readonly<Record<Among, number>> = { '<5': 0, '5-14': 5, '15-29': 15, '30+': 30 }

/** A small generator, so that a day that fails can be had again: mulberry32. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Children who change places, sign out or just walk off, and sit down at what another left open; what is said, and how many there truly were. */
function aDay(seed: number): { said: Among; counted: number; truly: number }[] {
  const random = chance(seed)
  const children = 1 + Math.floor(random() * 62)
  const begunAt = new Int32Array(kiosks).fill(-1)
  const touchedAt = new Int32Array(kiosks).fill(-1_000)
  const taken = new Int32Array(kiosks).fill(-1)
  const at = new Int32Array(children).fill(-1)
  const until = new Int32Array(children).map(() => Math.floor(random() * 20))
  const lastUse = new Int32Array(children).fill(-1_000)
  const said: { said: Among; counted: number; truly: number }[] = []
  for (let tick = 0; tick < ticks; tick++) {
    for (let kiosk = 0; kiosk < kiosks; kiosk++) if (tick - (touchedAt[kiosk] ?? 0) > idleTicks) begunAt[kiosk] = -1
    for (let child = 0; child < children; child++) {
      const place = at[child] ?? -1
      if (place >= 0 && tick >= (until[child] ?? 0)) {
        if (random() < 0.4) begunAt[place] = -1
        taken[place] = -1
        at[child] = -1
        // To the next computer at once, or after a while.
        until[child] = tick + (random() < 0.5 ? 0 : Math.floor(random() * 12))
      }
      if ((at[child] ?? -1) < 0 && tick >= (until[child] ?? 0)) {
        const wanted = Math.floor(random() * kiosks)
        if ((taken[wanted] ?? 0) < 0) {
          taken[wanted] = child
          at[child] = wanted
          until[child] = tick + 1 + Math.floor(random() * 50)
          if ((begunAt[wanted] ?? -1) < 0 || random() < 0.5) begunAt[wanted] = tick
          touchedAt[wanted] = tick
          lastUse[child] = tick
        }
      }
      const now = at[child] ?? -1
      if (now >= 0 && random() < 0.6) {
        touchedAt[now] = tick
        lastUse[child] = tick
      }
    }
    if (tick % stepTicks !== stepTicks - 1) continue
    let counted = 0
    for (let kiosk = 0; kiosk < kiosks; kiosk++) {
      const begun = begunAt[kiosk] ?? -1
      if (begun >= 0 && isInUse((tick - begun) * tickMs, (tick - (touchedAt[kiosk] ?? 0)) * tickMs)) counted++
    }
    let truly = 0
    for (let child = 0; child < children; child++) if (tick - (lastUse[child] ?? 0) <= truthTicks) truly++
    said.push({ said: amongStep(counted), counted, truly })
  }
  return said
}

test('P21: in 10,000 simulated days no more children are claimed than used computers just now', () => {
  const seen = new Map<Among, number>()
  const over: string[] = []
  for (let day = 0; day < days; day++)
    for (const { said, counted, truly } of aDay(day)) {
      seen.set(said, (seen.get(said) ?? 0) + 1)
      if (least[said] > truly) over.push(`day ${day}: said ${said} (counted ${counted}), truly ${truly}`)
    }
  expect(over.slice(0, 5)).toEqual([])
  // Every step was said often: the rest would prove nothing.
  for (const step of Object.keys(least) as Among[]) expect(seen.get(step) ?? 0, step).toBeGreaterThan(days / 20)
})
