/**
 * The demo school's hub, a process of its own: `node demo/hub.ts --data FOLDER [--port N] [--keys made|unset]`. Makes the school
 * at its first start; prints one JSON line (`HubReady`) when it runs, then ends on SIGTERM.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { Role } from '#core/contract/hub-api.ts'
import { stages } from '#core/contract/stage.ts'
import { generateWords } from '#core/sealing/passphrase.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { practiceTile } from '#demo/directory.ts'
import { demoClassNames, demoSchool } from '#demo/school.ts'
import { queueLook } from '#hub/server/looks/looks.ts'
import { invite } from '#hub/server/staff/people.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { publish } from '#hub/server/teacher/classes.ts'

/** What the demo's hub says on its first line. */
export const HubReady = z.object({
  url: z.string(),
  /** One-time sign-in links, new at each start. */
  links: z.array(z.object({ name: z.string(), role: Role, url: z.string() })),
  /** Enrols one kiosk. */
  code: z.string(),
  /** Open the first DSL's notes; null while the DSL has not made the team's keys. The demo alone keeps such words in a file. */
  words: z.string().nullable(),
})
export type HubReady = z.infer<typeof HubReady>

async function seedOnce(hub: RunningHub, folder: string, keys: string): Promise<string | null> {
  const wordsFile = join(folder, 'demo-words.txt')
  const has = await hub.hub.db.selectFrom('school').select('only').executeTakeFirst()
  if (has === undefined) {
    const words = keys === 'made' ? generateWords() : null
    const team = words === null ? null : (await makeTeam(words)).request
    const { classes } = await hub.seed({ ...demoSchool(Date.now(), team), teamIsLive: true })
    for (const { id, name } of classes)
      for (const stage of stages)
        if (demoClassNames[stage] === name)
          for (const page of ['story', 'counting', 'changes'] as const)
            await queueLook(hub.hub.db, id, practiceTile(stage, page), Date.now())
    lookAtPractice(hub)
    if (words !== null) writeFileSync(wordsFile, words.join(' '), { mode: 0o600 })
  }
  return existsSync(wordsFile) ? readFileSync(wordsFile, 'utf8') : null
}

async function newLinks(hub: RunningHub): Promise<HubReady['links']> {
  const links: HubReady['links'] = []
  for (const { name, email, role } of demoSchool(Date.now(), null).staff) {
    const { path } = await hub.hub.db.transaction().execute((tx) => invite(hub.hub, tx, { name, email, role }, { id: null, name: 'demo' }))
    links.push({ name, role, url: hub.url + path })
  }
  return links
}

/**
 * The first kiosk that idles looks at the practice pages, and what it saw is published, as a teacher would: so that a page that
 * becomes another is noticed in the demo too.
 */
function lookAtPractice(hub: RunningHub, everyMs = 2_000): void {
  const timer = setInterval(() => void step().catch(() => undefined), everyMs).unref()
  async function step(): Promise<void> {
    const open = await hub.hub.db.selectFrom('looks').select('tileId').where('state', 'in', ['waiting', 'looking']).execute()
    if (open.length > 0) return
    clearInterval(timer)
    const classes = await hub.hub.db.selectFrom('classes').select(['id', 'revision']).execute()
    for (const { id, revision } of classes) await publish(hub.hub, { id: null, name: 'demo' }, id, { revision })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string', default: '0' }, keys: { type: 'string', default: 'made' } },
  })
  try {
    const folder = values.data ?? ''
    // A school's slots and bell keep a five-minute grid and reports are held, so that nothing points at a child; who looks at a demo would not wait.
    const hub = await startHub({ folder, port: Number(values.port), settings: { reportBellMs: 0, slotMs: 1_000, soonHoldMs: 0 } })
    const words = await seedOnce(hub, folder, values.keys)
    const ready: HubReady = { url: hub.url, links: await newLinks(hub), code: await hub.makeEnrolmentCode(), words }
    process.stdout.write(`${JSON.stringify(ready)}\n`)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void hub.close().then(() => process.exit(0)))
  } catch (fault) {
    process.stderr.write(
      fault instanceof HedgerowError ? `${fault.code}: ${fault.message}\n` : `${fault instanceof Error ? fault.stack : fault}\n`,
    )
    process.exit(3)
  }
}
