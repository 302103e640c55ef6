import { type PageRequest, type RefusalCode, type Verdict, VerdictRequest } from '#core/contract/verdict.ts'

/** Longest line that is read; a request of two addresses of 8,192 characters, all escaped, is shorter. Longer ones are refused and never kept. */
const longestLine = 262_144

const badRequest: Verdict = { kind: 'refuse', code: 'bad-request' }

/** One verdict as it is written: `{"verdict":"allow","code":"allowed"}`, or `"refuse"` with its refusal code. */
export function verdictLine(verdict: Verdict): string {
  const code: RefusalCode | 'allowed' = verdict.kind === 'allow' ? 'allowed' : verdict.code
  return `${JSON.stringify({ verdict: verdict.kind, code })}\n`
}

/**
 * Reads a line as a request: a JSON object, or else a bare address to navigate to. Null when it is meant as JSON but
 * isn't of the documented form.
 */
export function readRequestLine(line: string): PageRequest | null {
  if (!/^\s*\{/.test(line)) return { url: line, use: 'navigation', top: null, method: 'GET' }
  try {
    const { url, use, top, method } = VerdictRequest.parse(JSON.parse(line))
    return { url, use, top: top ?? null, method }
  } catch {
    return null
  }
}

/**
 * Answers a stream of lines: every line that isn't empty gets exactly one verdict line, in order; a line that can't be
 * read is refused with `bad-request` and the run goes on. Gives the answers in pieces as the input comes, and keeps no
 * more than one line.
 */
export async function* answerLines(input: AsyncIterable<string>, judge: (request: PageRequest) => Verdict): AsyncGenerator<string> {
  let rest = ''
  let isSkipping = false
  const answer = (line: string): string => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    if (text === '') return ''
    const request = text.length > longestLine ? null : readRequestLine(text)
    return verdictLine(request === null ? badRequest : judge(request))
  }
  for await (const chunk of input) {
    const lines = (isSkipping ? chunk : rest + chunk).split('\n')
    let answers = ''
    for (const line of lines.slice(0, -1)) {
      answers += isSkipping ? verdictLine(badRequest) : answer(line)
      isSkipping = false
    }
    rest = isSkipping ? '' : (lines.at(-1) ?? '')
    if (rest.length > longestLine) {
      rest = ''
      isSkipping = true
    }
    if (answers !== '') yield answers
  }
  const last = isSkipping ? verdictLine(badRequest) : answer(rest)
  if (last !== '') yield last
}
