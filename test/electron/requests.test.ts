import { expect, it } from 'vitest'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import { guardRequests, mayPass, type RequestRules, refuseAllBut, type Whereabouts } from '#electron/requests.ts'
import { DoubleSession } from './double/session.ts'
import { Web } from './double/web.ts'

function rules(
  where: Whereabouts | null,
  judge: (request: PageRequest) => Verdict,
): RequestRules & { asked: PageRequest[]; refused: string[]; let: string[] } {
  const asked: PageRequest[] = []
  const refused: string[] = []
  const through: string[] = []
  return {
    asked,
    refused,
    let: through,
    passed: (url) => void through.push(url),
    judge(request) {
      asked.push(request)
      return judge(request)
    },
    where: () => where,
    hold: () => false,
    onRefusedTop: (url) => void refused.push(url),
  }
}
const allow = (): Verdict => ({ kind: 'allow', entry: 0 })
const refuse = (): Verdict => ({ kind: 'refuse', code: 'not-on-list' })
const image = { url: 'https://pictures.example/a.png', method: 'GET', resourceType: 'image' } as const

it('asks for every request, and tells which page it is of', () => {
  const asking = rules({ committed: 'https://garden.example/', pending: null }, allow)
  expect(mayPass(image, asking)).toBe(true)
  expect(asking.let).toEqual([image.url])
  expect(mayPass({ url: 'wss://garden.example/live', method: 'GET', resourceType: 'webSocket' }, asking)).toBe(true)
  expect(mayPass({ url: 'https://garden.example/frame', method: 'GET', resourceType: 'subFrame' }, asking)).toBe(true)
  expect(asking.asked.map(({ use, top }) => `${use} ${top}`)).toEqual(Array(3).fill('subresource https://garden.example/'))
})

it('asks for the top document as a navigation, and tells when it is refused', () => {
  const asking = rules({ committed: null, pending: null }, refuse)
  expect(mayPass({ url: 'https://elsewhere.example/', method: 'POST', resourceType: 'mainFrame' }, asking)).toBe(false)
  expect(asking.asked).toEqual([{ url: 'https://elsewhere.example/', use: 'navigation', top: null, method: 'POST' }])
  expect(asking.refused).toEqual(['https://elsewhere.example/'])
})

it('lets the first requests of a page that is just arriving be judged as that page', () => {
  const where = { committed: 'https://old.example/', pending: 'https://new.example/' }
  const asking = rules(where, (request) => (request.top === 'https://new.example/' ? allow() : refuse()))
  expect(mayPass(image, asking)).toBe(true)
  expect(
    mayPass(
      image,
      rules({ ...where, pending: null }, (request) => (request.top === 'https://new.example/' ? allow() : refuse())),
    ),
  ).toBe(false)
})

it('refuses what comes when no page is open, without asking', () => {
  const asking = rules(null, allow)
  expect(mayPass(image, asking)).toBe(false)
  expect(asking.asked).toEqual([])
})

it('B118 refuses when the verdict itself fails', () => {
  const failing = rules({ committed: 'https://garden.example/', pending: null }, () => {
    throw new Error('in the middle of a decision')
  })
  expect(mayPass(image, failing)).toBe(false)
})

it('cancels in the session what is refused, so that nothing is sent', async () => {
  const web = new Web()
  const session = new DoubleSession('page', web, false)
  guardRequests(session, rules({ committed: 'https://garden.example/', pending: null }, refuse))
  expect(await session.fetch(image.url, 'image')).toEqual({ kind: 'cancelled' })
  expect(web.reached).toEqual([])
})

it('takes side doors out of the headers of documents', async () => {
  const session = new DoubleSession('page', new Web(), false)
  guardRequests(session, rules({ committed: 'https://garden.example/', pending: null }, allow))
  let answered: Record<string, string | string[]> | undefined
  session.headersReceived?.(
    { url: 'https://garden.example/', resourceType: 'mainFrame', responseHeaders: { Link: ['<https://x.example>; rel=preconnect'] } },
    (answer) => {
      answered = answer.responseHeaders
    },
  )
  expect(Object.keys(answered ?? {})).toEqual(['Permissions-Policy'])
})

it('gives our own screens no network at all', async () => {
  const web = new Web()
  const session = new DoubleSession('screens', web, false)
  refuseAllBut(session, 'https://kiosk.hedgerow.internal')
  for (const url of [
    'https://garden.example/',
    'http://127.0.0.1/',
    'wss://garden.example/',
    'https://kiosk.hedgerow.internal.evil.example/',
  ])
    expect(await session.fetch(url, 'xhr')).toEqual({ kind: 'cancelled' })
  expect(web.reached).toEqual([])
})

it('B102 starts no service worker, whose WebSockets Electron would not ask about', async () => {
  const web = new Web()
  const session = new DoubleSession('page', web, false)
  guardRequests(session, rules({ committed: 'https://garden.example/', pending: null }, allow))
  expect(await session.fetch('https://garden.example/worker.js', 'other', 'GET', { 'Service-Worker': 'script' })).toEqual({
    kind: 'cancelled',
  })
  expect(await session.fetch('https://garden.example/app.js', 'script', 'GET', { Accept: '*/*' })).toEqual({ kind: 'page' })
  expect(web.reached).toEqual(['https://garden.example/app.js'])
})
