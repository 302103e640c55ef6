import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'

export interface HttpRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** When given, only certificates of these authorities (PEM) are good; otherwise those that Node trusts. */
  readonly ca: string | undefined
  readonly signal: AbortSignal
}

/**
 * Sends a request and resolves with the head of the answer; its body is still to come. Nothing but the headers given,
 * `host` and the body's length goes out. Each request has a connection, and a TLS session, of its own: none is tied to
 * another by them. Redirects are not followed.
 */
export function sendHttp({ url, method, headers, body, ca, signal }: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const trust = ca === undefined ? {} : { ca }
    const outgoing = request(
      url,
      { method, headers: { ...headers, ...length }, agent: false, signal, rejectUnauthorized: true, ...trust },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The whole body as text. Rejects when it is longer than `limit` bytes, or cut off. */
export async function readBody(answer: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length
    if (length > limit) {
      answer.destroy()
      throw new Error('the answer is too long')
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
