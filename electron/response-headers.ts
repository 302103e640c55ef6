import { droppedHeaders, permissionsPolicy } from '#core/guard/page-powers.ts'

type Headers = Record<string, string[]>

/** The answer's headers as a page may have them: the above taken away, and for documents no powers at all. Header names come in any case. */
export function allowedHeaders(headers: Headers, isDocument: boolean): Headers {
  const kept = Object.entries(headers).filter(([name]) => !droppedHeaders.has(name.toLowerCase()))
  return Object.fromEntries(isDocument ? [...kept, ['Permissions-Policy', [permissionsPolicy]]] : kept)
}
