import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type ErrorCode, errorCodes, HedgerowError } from '#core/contract/errors.ts'
import { Fault } from '#core/contract/hub-api.ts'
import { diskFault } from './store/disk-fault.ts'

/** For a route's `response`: every refusal has this form. */
export const faults = { '4xx': Fault, '5xx': Fault } as const

const statusOf: Partial<Record<ErrorCode, number>> = {
  HG_BODY_SHAPE: 400,
  HG_WEAK_PASSWORD: 400,
  HG_NOT_SIGNED_IN: 401,
  HG_WRONG_PASSWORD: 401,
  HG_DEVICE_UNKNOWN: 401,
  HG_NOT_ALLOWED: 403,
  HG_OTHER_SITE: 403,
  HG_NOT_FOUND: 404,
  HG_CODE_WRONG: 404,
  HG_CHANGED_MEANWHILE: 409,
  HG_NOT_FILED: 409,
  HG_PHRASE_TWICE: 409,
  HG_STOPS_FULL: 409,
  HG_BOARD_FULL: 409,
  HG_LINK_USED: 410,
  HG_BODY_TOO_LARGE: 413,
  HG_HOST_UNKNOWN: 421,
  HG_TOO_MANY_TRIES: 429,
  HG_INTERNAL: 500,
  HG_FOLDER_UNWRITABLE: 500,
  HG_DATABASE_DAMAGED: 500,
  HG_DISK_FULL: 507,
}

/** Answers a request with what went wrong: a code, a sentence and where. Never an echo of what was sent. */
export function answerFault(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail } = readFault(thrown)
  if (status >= 500) noteFault(request.log, code, request.routeOptions.url ?? '', thrown)
  return reply.code(status).type('application/json').send({ code, message: errorCodes[code], detail })
}

function readFault(thrown: unknown): { status: number; code: ErrorCode; detail: string } {
  const fault = diskFault(thrown)
  if (fault instanceof HedgerowError) return { status: statusOf[fault.code] ?? 422, code: fault.code, detail: fault.detail }
  if (hasZodFastifySchemaValidationErrors(fault)) {
    const [first] = fault.validation
    const where = first === undefined ? '' : `${fault.validationContext ?? 'body'}${first.instancePath}: ${first.keyword}`
    return { status: 400, code: 'HG_BODY_SHAPE', detail: where }
  }
  const status = isFastifyError(fault) ? (fault.statusCode ?? 500) : 500
  if (status === 413) return { status, code: 'HG_BODY_TOO_LARGE', detail: '' }
  if (status === 404) return { status, code: 'HG_NOT_FOUND', detail: '' }
  if (status >= 400 && status < 500) return { status, code: 'HG_BODY_SHAPE', detail: '' }
  return { status: 500, code: 'HG_INTERNAL', detail: '' }
}

function isFastifyError(fault: unknown): fault is FastifyError {
  return fault instanceof Error && 'statusCode' in fault && typeof fault.statusCode === 'number'
}

/** Where in our code it happened. The message stays out: parsers quote what they were given. */
export function noteFault(log: FastifyBaseLogger, code: ErrorCode, route: string, thrown: unknown): void {
  const root = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
  const frames = root instanceof Error ? (root.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  log.error(
    { code, route, kind: root instanceof Error ? root.name : typeof root, at: frames.slice(0, 8).map((line) => line.trim()) },
    'fault',
  )
}
