import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import { countNotes } from './audit/count-notes.ts'
import { noteFault } from './faults.ts'
import type { Hub } from './hub.ts'
import type { Calls } from './kiosk/calls.ts'
import type { Mixer } from './letterbox/mixer.ts'
import { emptyOldBoxes } from './mailbox/letters.ts'
import { keepRetention } from './records/retention.ts'
import { renewLists } from './school/documents.ts'
import { endDeadSessions } from './staff/sessions.ts'

const often = 5_000
const seldom = 10 * 60_000
const callsAreKept = 24 * 60 * 60_000

/** Starts what the hub does by itself: pings, calls that fell silent, lists that near their end, forgetting. */
export function keepHouse(hub: Hub, calls: Calls, mixer: Pick<Mixer, 'setNews'>, log: FastifyBaseLogger): { stop(): void } {
  const timers = [
    every(hub.settings.pingMs, async () => hub.live.ping(), log),
    every(Math.min(often, hub.settings.callSilenceMs), () => calls.endSilent(), log),
    every(Math.min(often, hub.settings.sessionIdleMs), () => endDeadSessions(hub), log),
    every(often, () => showRecord(hub, mixer), log),
    every(seldom, () => renewLists(hub), log),
    every(seldom, () => forget(hub), log),
    every(seldom, () => keepRecord(hub), log),
  ]
  void attempt(() => renewLists(hub), log)
  void attempt(() => forget(hub), log)
  void attempt(() => keepRecord(hub).then(() => showRecord(hub, mixer)), log)
  return {
    stop() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

function every(ms: number, act: () => Promise<unknown>, log: FastifyBaseLogger): NodeJS.Timeout {
  return setInterval(() => void attempt(act, log), ms).unref()
}

/** A step that fails is noted and tried again next time. */
async function attempt(act: () => Promise<unknown>, log: FastifyBaseLogger): Promise<void> {
  try {
    await act()
  } catch (fault) {
    noteFault(log, 'HG_INTERNAL', 'upkeep', fault)
  }
}

/** Every slot's answer carries the newest checkpoint: kiosks are the witnesses of the record. */
async function showRecord(hub: Hub, mixer: Pick<Mixer, 'setNews'>): Promise<void> {
  const record = await hub.record.newest()
  if (record !== null) mixer.setNews({ checkpoint: record.note })
}

/** The record's own day: is it still what was signed, how many notes there were, a checkpoint to keep. */
async function keepRecord(hub: Hub): Promise<void> {
  await hub.record.fits()
  await countNotes(hub)
  await hub.record.keepDaily(hub.now())
}

/** What has served its time. Agreements stay while the child is on roll. */
async function forget(hub: Hub): Promise<void> {
  const now = hub.now()
  await hub.db.deleteFrom('links').where('expiresAt', '<=', now).execute()
  await hub.db.deleteFrom('enrolmentCodes').where('expiresAt', '<=', now).execute()
  await hub.db
    .deleteFrom('adultCalls')
    .where('state', '=', 'ended')
    .where('changedAt', '<', now - callsAreKept)
    .execute()
  await hub.db
    .deleteFrom('activity')
    .where('kind', '!=', 'agreed')
    .where('at', '<', now - hub.settings.activityLifeMs)
    .execute()
  await keepRetention(hub)
  await emptyOldBoxes(hub)
  // The write-ahead log keeps rows in the order in which they came: it is emptied into the tables, which do not.
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(hub.db)
}
