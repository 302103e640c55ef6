import type { Report } from '#core/contract/report.ts'
import { toBase64 } from '#core/sealing/base64.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { classId, type FakeHub, newId, tile } from './fake-hub.ts'

const hour = 3_600_000
const day = 24 * hour

/** A Year 2 class in the middle of its work. */
export function fillTeacher(hub: FakeHub): void {
  const now = Date.now()
  const checked = { checkedBy: 'Miss Ames', checkedAt: now - 2 * day }
  const tiles = [
    tile('Minibeast finder', 'https://www.woodland.example/minibeasts/', { scope: 'section', picture: 'lady-beetle', ...checked }),
    tile('Bees and flowers', 'https://www.garden.example/bees', {
      picture: 'honeybee',
      also: ['https://www.garden.example/bees/2'],
      ...checked,
    }),
    tile('Snail diary', 'https://snails.example/diary', { picture: 'snail', checkedBy: 'Mr Okoro', checkedAt: now - 120 * day }),
    tile('Under a log: film', 'https://films.example/log?v=1', { picture: 'worm', companions: ['*.filmparts.example'], ...checked }),
    tile('Wings, side by side', 'https://www.butterflies.example/', { scope: 'site', picture: 'butterfly', ...checked }),
    tile('Draw a web', 'https://draw.example/web', { picture: 'spider-web' }),
  ]
  const start = Math.floor(now / hour) * hour
  hub.draft = {
    tiles: tiles.slice(0, 5),
    lessons: [
      {
        id: newId(),
        aim: 'finding out about minibeasts',
        startsAt: start,
        endsAt: start + hour,
        tileIds: tiles.map((one) => one.id),
        onlyTheseTiles: true,
      },
    ],
  }
  hub.publishNow()
  hub.draft = { ...hub.draft, tiles }
  hub.requests = [
    {
      id: newId(),
      classId,
      className: 'Year 2',
      url: 'https://ponds.example/newts?from=bees',
      tile: 'Bees and flowers',
      asked: 1,
      lastAt: now - 600_000,
      answer: 'open',
    },
    {
      id: newId(),
      classId,
      className: 'Year 2',
      url: 'https://wings.example/maker',
      tile: 'Wings, side by side',
      asked: 3,
      lastAt: now - hour,
      answer: 'open',
    },
    {
      id: newId(),
      classId,
      className: 'Year 2',
      url: 'https://shop.example/toys',
      tile: 'Snail diary',
      asked: 1,
      lastAt: now - day,
      answer: 'not-today',
    },
  ]
  const names = ['Amara', 'Ben', 'Chidi', 'Daisy', 'Ewan', 'Fatima', 'Grace', 'Hugo']
  const pictures = ['kite', 'rocket', 'drum', 'teapot', 'tent', 'castle', 'tractor', 'umbrella']
  hub.pupils = names.map((name, index) => ({
    id: newId(),
    name,
    picture: pictures[index] ?? 'kite',
    hasSecret: index !== 6,
    agreed: index < 6 ? { version: '2026-1', mode: 'full', at: now - 9 * day } : null,
  }))
}

export function ringingCall() {
  return {
    id: newId(),
    kiosk: 'Year 2 window',
    className: 'Year 2',
    pupilName: 'Kezia',
    kind: 'grown-up' as const,
    at: Date.now() - 20_000,
    state: 'ringing' as const,
    who: null,
  }
}

export function fillTechnician(hub: FakeHub): void {
  const now = Date.now()
  const facts = { shell: 'chromium', engine: 'Chromium 152.0.7204.49', version: '0.1.0', platform: 'Debian 13, x64' }
  hub.kiosks = [
    {
      id: newId(),
      name: 'Year 2 window',
      facts,
      enrolledAt: now - 40 * day,
      lastContactAt: now - 20_000,
      inReach: true,
      listsUpToDate: true,
      faults: [],
    },
    {
      id: newId(),
      name: 'Reception corner',
      facts: { ...facts, shell: 'electron', engine: 'Electron 45.4.1' },
      enrolledAt: now - 40 * day,
      lastContactAt: now - 3 * hour,
      inReach: false,
      listsUpToDate: false,
      faults: [
        { code: 'HG_CLOCK_WRONG', detail: '2019' },
        { code: 'HG_FROM_A_LATER_VERSION', detail: '' },
      ],
    },
  ]
}

export const teamWords = 'acorn badge cabin daisy eagle fern garden'

/** A team whose words are known; the work factor is the least that age takes, to be quick. */
export async function fillTeam(hub: FakeHub): Promise<MadeTeam> {
  const made = await makeTeam(teamWords, 1, 2)
  hub.team = {
    me: { recipient: made.request.recipient, wrappedIdentity: made.request.wrappedIdentity },
    keys: {
      recipients: made.request.recipients,
      teamKey: made.request.teamKey,
      earlierKeys: [],
      madeAt: Date.now() - 30 * day,
      madeBy: 'Mrs Farrant',
    },
  }
  return made
}

/** Seals a note as a kiosk does and puts it into the hub. Gives its id. */
export async function sendNote(hub: FakeHub, made: MadeTeam, report: Partial<Report>): Promise<string> {
  const whole: Report = { v: 1, category: 'OTHER', words: '', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-17 am', ...report }
  const id = newId()
  const envelope = toBase64(await sealReport(whole, made.request.recipients))
  hub.reports = [...hub.reports, { id, day: '2026-11-17', state: 'new', epoch: 1, envelope, lane: 'soon', among: '15-29' }]
  return id
}
