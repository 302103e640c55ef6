import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { ActivityAnswer, AdultCallState, Documents, Enrolment, Fault, HelloAnswer } from '#core/contract/hub-api.ts'
import { LookOffer } from '#core/contract/look.ts'
import { Letters, MailboxNews } from '#core/contract/mailbox.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import { SlotAnswer } from '#core/contract/slots.ts'
import { SchoolNotices } from '#core/contract/stops.ts'
import type { HubPort } from '#core/ports.ts'
import { type HttpRequest, readBody, sendHttp } from './http.ts'
import { hubOrigin } from './hub-address.ts'
import { followHub } from './hub-events.ts'

export interface HubClientOptions {
  /** Certificate authorities (PEM) of the school's hub; then no others are trusted. */
  readonly ca?: string | undefined
  /** An answer that has not come by then is not waited for. */
  readonly timeoutMs?: number
  /** For tests: after how long a silent stream of events is given up. */
  readonly silenceMs?: number
}

const Nothing = z.strictObject({})
const shortAnswer = 1_000_000
/** Sixty class lists of the greatest size that a signed document may have would be more; a school's take a hundredth. */
const documentsAnswer = 64_000_000
/** A whole class's draft. */
const lookAnswer = 8_000_000

/** The hub over http on this machine, or https beyond it. */
export function createHubClient({ ca, timeoutMs = 15_000, silenceMs }: HubClientOptions = {}): HubPort {
  let joined: { readonly origin: URL; readonly enrolment: Enrolment } | null = null
  let stopFollowing = () => {}
  const closed = new AbortController()

  function known() {
    if (joined === null) throw new HedgerowError('HG_NOT_ENROLLED')
    return joined
  }

  async function exchange<T>(
    origin: URL,
    path: string,
    answer: z.ZodType<T>,
    request: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
    limit = shortAnswer,
  ): Promise<T> {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closed.signal])
    const head = await sendHttp({ url: new URL(path, origin), ca, signal, ...request })
    const text = await readBody(head, limit)
    const status = head.statusCode ?? 0
    if (status === 200 || status === 201) return answer.parse(JSON.parse(text))
    throw refusal(text) ?? new Error(`the hub answered ${status}`)
  }

  function asKiosk<T>(method: HttpRequest['method'], path: string, answer: z.ZodType<T>, body?: unknown, limit?: number): Promise<T> {
    const { origin, enrolment } = known()
    const authorization = `Bearer ${enrolment.token}`
    return exchange(
      origin,
      path,
      answer,
      { method, ...(body === undefined ? { headers: { authorization } } : json(body, { authorization })) },
      limit,
    )
  }

  return {
    enrol: async (hubUrl, code, name, facts) =>
      exchange(hubOrigin(hubUrl), '/api/enrol', Enrolment, { method: 'POST', ...json({ code, name, facts }) }),
    connect(hubUrl, enrolment, onEvent, onReach) {
      stopFollowing()
      joined = { origin: hubOrigin(hubUrl), enrolment }
      stopFollowing = followHub({
        url: new URL('/api/kiosk/events', joined.origin),
        token: enrolment.token,
        ca,
        onEvent,
        onReach,
        ...(silenceMs === undefined ? {} : { silenceMs }),
      })
    },
    documents: async () => asKiosk('GET', '/api/kiosk/documents', Documents, undefined, documentsAnswer),
    notices: async () => asKiosk('GET', '/api/kiosk/notices', SchoolNotices),
    mailbox: async (ask) => asKiosk('POST', '/api/kiosk/mailbox', MailboxNews, ask),
    letters: async (ids) => (await asKiosk('POST', '/api/kiosk/letters', Letters, { ids })).letters,
    hello: async (hello) => asKiosk('POST', '/api/kiosk/hello', HelloAnswer, hello),
    sendActivity: async (events) => (await asKiosk('POST', '/api/kiosk/activity', ActivityAnswer, { events })).kept,
    sendSelfCheck: async (check) => {
      await asKiosk('PUT', '/api/kiosk/self-check', Nothing, check)
    },
    sendDailyProof: async (proof) => {
      await asKiosk('PUT', '/api/kiosk/daily-proof', Nothing, proof)
    },
    call: async (callId, call) => asKiosk('PUT', `/api/kiosk/calls/${callId}`, AdultCallState, call),
    callOff: async (callId) => {
      await asKiosk('DELETE', `/api/kiosk/calls/${callId}`, Nothing)
    },
    async putSlot(bytes) {
      const { origin, enrolment } = known()
      const headers = { authorization: `Bearer ${enrolment.token}`, 'content-type': 'application/octet-stream' }
      return exchange(origin, '/api/letterbox/slot', SlotAnswer, { method: 'PUT', headers, body: bytes })
    },
    async takeLook() {
      const { job } = await asKiosk('POST', '/api/kiosk/looks', LookOffer, {}, lookAnswer)
      return job === null ? null : SignedDocument.parse(job)
    },
    sendLook: async (jobId, result) => {
      await asKiosk('PUT', `/api/kiosk/looks/${jobId}`, Nothing, { result })
    },
    close() {
      stopFollowing()
      closed.abort()
    },
  }
}

function json(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The hub's own refusal; null when it was something else that answered. */
function refusal(text: string): HedgerowError | null {
  try {
    const fault = Fault.parse(JSON.parse(text))
    return new HedgerowError(fault.code, fault.detail)
  } catch {
    return null
  }
}
