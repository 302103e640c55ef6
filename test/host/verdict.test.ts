import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerLines } from '#host/answer-lines.ts'
import expected from '#test/vectors/lists/expected.json' with { type: 'json' }

const lists = 'test/vectors/lists'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedgerow-verdict-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs the program that `npm run verdict` runs. */
function start(...args: string[]) {
  return spawn(process.execPath, ['host/verdict.ts', ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
}

async function run(args: string[], input: string | Buffer) {
  const program = start(...args)
  // A program that refuses its list does not read on.
  program.stdin.on('error', () => {})
  program.stdin.end(input)
  const [output, fault, [code]] = await Promise.all([text(program.stdout), text(program.stderr), once(program, 'close')])
  return { output, fault, code: code as number }
}

const allowed = '{"verdict":"allow","code":"allowed"}'
const refused = (code: string): string => `{"verdict":"refuse","code":"${code}"}`

describe('answers', () => {
  it('each line that is not empty gets one verdict line, in order', async () => {
    const page = 'https://maths.example.org/maths/x'
    const lines = [
      page,
      '{"url":"https://maths.example.org/maths-games"}',
      '',
      JSON.stringify({ url: 'https://images.example.net/a.png', use: 'subresource', top: page, method: 'GET' }),
      JSON.stringify({ url: 'https://example.net/a.png', use: 'subresource', top: page }),
      '{"url":"https://images.example.net/a.png","use":"subresource"}\r',
      '{"url":"https://www.museum.example.org/","use":"popup","top":null}',
      '{"url":"https://www.museum.example.org/x.pdf","use":"download"}',
      '\r',
      '   ',
      '  {"url":"https://museum.example.org/","use":"navigation"}',
      '{"url":"https://museum.example.org/","use":"view"}',
      '{"url":7}',
      '{"url":"https://museum.example.org/"',
      '["https://museum.example.org/"]',
      'https://user@museum.example.org/',
      'https://museum.example.org/',
    ]
    const { output, fault, code } = await run([`${lists}/good-three-scopes.json`], lines.join('\n'))
    expect(output.split('\n')).toEqual([
      allowed,
      refused('not-on-list'),
      allowed,
      refused('not-a-companion'),
      refused('no-page'),
      allowed,
      refused('download'),
      refused('unreadable'),
      allowed,
      refused('bad-request'),
      refused('bad-request'),
      refused('bad-request'),
      refused('unreadable'),
      refused('hidden-login'),
      allowed,
      '',
    ])
    expect([fault, code]).toEqual(['', 0])
  })

  it('nothing is answered to nothing', async () => {
    expect(await run([`${lists}/good-empty.json`], '')).toEqual({ output: '', fault: '', code: 0 })
  })

  it('the date in the list is honoured', async () => {
    const line = 'https://www.bbc.co.uk/bitesize\n'
    expect((await run([`${lists}/good-expired.json`], line)).output).toBe(`${refused('list-expired')}\n`)
    expect((await run([`${lists}/good-expires.json`], line)).output).toBe(`${allowed}\n`)
  })

  it('an http approval is taken as https and said so', async () => {
    const { output, fault, code } = await run(
      [`${lists}/good-upgraded.json`],
      'https://old.example.org/page\nhttp://old.example.org/page\n',
    )
    expect(output).toBe(`${allowed}\n${refused('not-https')}\n`)
    expect(fault).toBe('note: http was taken as https (entry 1, url)\nnote: http was taken as https (entry 1, also 1)\n')
    expect(code).toBe(0)
  })

  it('bytes that are no text, and a line without end, are refused and the run goes on', async () => {
    const input = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.alloc(3_000_000, '{'),
      Buffer.from('\nhttps://museum.example.org/\n'),
      Buffer.alloc(1_000_000, 'a'),
    ])
    const { output } = await run([`${lists}/good-three-scopes.json`], input)
    expect(output).toBe(`${[refused('unreadable'), refused('bad-request'), allowed, refused('bad-request')].join('\n')}\n`)
  })

  it('answers are the same however the input is cut', async () => {
    const input = 'https://a.test/\r\n{"url":"https://b.test/é"}\n\n{"url"\nhttps://c.test/'
    const answersTo = async (pieces: readonly string[]): Promise<string> => {
      let all = ''
      for await (const piece of answerLines(Readable.from(pieces), ({ url }) =>
        url.includes('b.test') ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-on-list' },
      ))
        all += piece
      return all
    }
    const whole = await answersTo([input])
    expect(whole).toBe(`${[refused('not-on-list'), allowed, refused('bad-request'), refused('not-on-list')].join('\n')}\n`)
    expect(await answersTo([...input])).toBe(whole)
    for (let at = 1; at < input.length; at++) expect(await answersTo([input.slice(0, at), input.slice(at)])).toBe(whole)
  })

  it('a request is answered before the next one is asked', async () => {
    const program = start(`${lists}/good-three-scopes.json`)
    program.stdin.write('https://museum.example.org/\n')
    const [first] = await once(program.stdout, 'data')
    expect(String(first)).toBe(`${allowed}\n`)
    program.stdin.end()
    expect((await once(program, 'close'))[0]).toBe(0)
  })
})

describe('size', () => {
  it.skipIf(process.platform !== 'linux')(
    '300,000 lines do not grow it, even when nobody takes the answers for a while',
    { timeout: 120_000 },
    async () => {
      const program = start(`${lists}/good-three-scopes.json`)
      const status = async (): Promise<number> => {
        return Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${program.pid}/status`, 'utf8'))?.[1])
      }
      const input = Readable.from(
        (function* () {
          for (let round = 0; round < 1_000; round++) {
            let lines = ''
            for (let line = 0; line < 300; line++) lines += `https://maths.example.org/maths/${round}/${line}?${'q'.repeat(60)}\n`
            yield lines
          }
        })(),
      )
      input.pipe(program.stdin)
      // Nobody reads yet: the program must wait, not hoard.
      await new Promise((resolve) => setTimeout(resolve, 700))
      const early = await status()
      let answers = 0
      let most = 0
      let chunks = 0
      for await (const chunk of program.stdout) {
        answers += String(chunk).split('\n').length - 1
        if (chunks++ % 10 === 0) most = Math.max(most, await status().catch(() => 0))
      }
      expect(answers).toBe(300_000)
      expect(early).toBeLessThan(400_000)
      expect(most).toBeGreaterThan(10_000)
      expect(most).toBeLessThan(400_000)
      expect(most - early).toBeLessThan(150_000)
    },
  )

  it('a reader that goes away ends it quietly', async () => {
    const program = start(`${lists}/good-three-scopes.json`)
    program.stdin.on('error', () => {})
    const line = 'https://maths.example.org/maths\n'.repeat(2_000)
    const feed = setInterval(() => program.stdin.write(line), 1)
    await once(program.stdout, 'data')
    program.stdout.destroy()
    const [fault, [code]] = await Promise.all([text(program.stderr), once(program, 'close')])
    clearInterval(feed)
    expect([fault, code]).toEqual(['', 0])
  })

  it.skipIf(process.platform !== 'linux')('a full disk is said, with a code', async () => {
    const full = openSync('/dev/full', 'w')
    const program = spawn(process.execPath, ['host/verdict.ts', `${lists}/good-three-scopes.json`], { stdio: ['pipe', full, 'pipe'] })
    closeSync(full)
    program.stdin?.end('https://maths.example.org/maths\n')
    const [fault, [code]] = await Promise.all([text(program.stderr ?? Readable.from([])), once(program, 'close')])
    expect(fault).toBe('HG_DISK_FULL: The disk is full. (ENOSPC)\n')
    expect(code).toBe(2)
  })
})

describe('a list that cannot be used', () => {
  it('is named by code and place on standard error, exit 2, nothing on standard output', async () => {
    const samples = readdirSync(lists).filter((name) => name.startsWith('bad-'))
    expect(samples.length).toBeGreaterThan(50)
    // Every kind of fault once; test/core/policy/import.test.ts goes through all samples.
    const oneOfEach = new Map(Object.entries(expected).map(([name, { code }]) => [code, name]))
    oneOfEach.set('UTF-16', 'bad-utf-16.json')
    for (const name of oneOfEach.values()) {
      const { code, detail } = (expected as Record<string, { code: string; detail: string }>)[name] ?? { code: '', detail: '' }
      const result = await run([`${lists}/${name}`], 'https://example.org/\n')
      expect(result.fault, name).toMatch(new RegExp(`^${code}: [A-Z].*\\.`))
      expect(result.fault, name).toContain(detail === '' ? '' : ` (${detail})\n`)
      expect([result.output, result.code], name).toEqual(['', 2])
    }
  })

  it('may be missing, a folder, too long, or not named at all', async () => {
    expect(await run([join(folder, 'nothing.json')], '')).toEqual({
      output: '',
      fault: 'HG_LIST_UNREADABLE: The list file cannot be read. (ENOENT)\n',
      code: 2,
    })
    expect(await run([folder], '')).toMatchObject({ fault: 'HG_LIST_UNREADABLE: The list file cannot be read. (EISDIR)\n', code: 2 })
    expect(await run([], '')).toMatchObject({ fault: expect.stringContaining('HG_LIST_UNREADABLE'), code: 2 })
    expect(await run(['a.json', 'b.json'], '')).toMatchObject({ fault: expect.stringContaining('HG_LIST_UNREADABLE'), code: 2 })
    const long = join(folder, 'long.json')
    writeFileSync(long, `{"entries":[${'0,'.repeat(1_000_000)}0]}`)
    expect(await run([long], '')).toMatchObject({ fault: expect.stringContaining('HG_LIST_TOO_LONG: '), code: 2 })
  })
})

describe('a compiled catalogue', () => {
  const compiled = (): string => join(folder, 'catalogue.hgct')
  const questions = 'https://maths.example.org/maths/x\nhttps://maths.example.org/maths-games\nhttps://www.museum.example.org/\n'

  it('is made by --compile and answers as its list does', async () => {
    const list = `${lists}/good-three-scopes.json`
    const made = await run(['--compile', list, compiled()], '')
    expect(made).toMatchObject({ fault: '', code: 0 })
    expect(made.output).toMatch(/^\d+ entries, \d+ bytes\n$/)
    const byList = await run([list], questions)
    expect(byList.output).toContain(allowed)
    expect(byList.output).toContain(refused('not-on-list'))
    expect(await run([compiled()], questions)).toEqual(byList)
  })

  it('that is damaged is refused with its code', async () => {
    const bytes = await readFile(compiled())
    const damaged = join(folder, 'damaged.hgct')
    writeFileSync(damaged, bytes.subarray(0, bytes.length - 4))
    const { output, fault, code } = await run([damaged], questions)
    expect({ output, code }).toEqual({ output: '', code: 2 })
    expect(fault).toMatch(/^HG_CATALOGUE_DAMAGED: /)
  })

  it.each([
    [['--compile'], 'HG_COMMAND'],
    [['--compile', `${lists}/good-three-scopes.json`], 'HG_COMMAND'],
    [['--compile', `${lists}/none.json`, 'x'], 'HG_LIST_UNREADABLE'],
    [['--compile', `${lists}/good-three-scopes.json`, '/nowhere/at/all'], 'HG_FOLDER_UNWRITABLE'],
  ])('%j ends with exit 2 and %s', async (args, fault) => {
    const ended = await run(args, '')
    expect(ended).toMatchObject({ output: '', code: 2 })
    expect(ended.fault).toContain(`${fault}: `)
  })
})
