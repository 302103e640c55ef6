import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { startSlowRelay } from '#bench/page/slow-relay.ts'
import { printed } from '#bench/section.ts'
import { family, proportionalMb } from '#bench/start/memory.ts'
import { withTables } from '#bench/write-tables.ts'

it('prints a table in columns, with its load', () => {
  const table = {
    title: 'doors; ms',
    columns: ['', 'median'],
    rows: [
      ['ours', '1.5'],
      ['a long name', '20'],
    ],
    load: 1.5,
  }
  expect(printed(table)).toBe('doors; ms; load 1.50\n             median\nours            1.5\na long name      20')
})

it('writes tables into their own place of the document, and nowhere else', () => {
  const document = 'a\n<!-- bench: x -->\nold\n<!-- end -->\nb\n<!-- bench: y -->\nkept\n<!-- end -->\n'
  expect(withTables(document, 'x', ['one', 'two'])).toBe(
    'a\n<!-- bench: x -->\n```\none\n\ntwo\n```\n<!-- end -->\nb\n<!-- bench: y -->\nkept\n<!-- end -->\n',
  )
  expect(() => withTables(document, 'z', [])).toThrow('no place for z')
})

it.each(['verdicts', 'text', 'fingerprints', 'reports', 'cover', 'page', 'start'])('has a place for %s in docs/performance.md', (name) => {
  expect(withTables(readFileSync('docs/performance.md', 'utf8'), name, ['made up'])).toContain('made up')
})

it('passes every byte of a connection on in its order, both ways, over the slow line', async () => {
  const server = createServer((socket) => socket.pipe(socket))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const relay = await startSlowRelay((server.address() as AddressInfo).port, 4)
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) & 255))
  const socket = connect(relay.port, '127.0.0.1')
  const got: Buffer[] = []
  socket.on('data', (piece: Buffer) => got.push(piece))
  for (let at = 0; at < sent.length; at += 10_000) socket.write(sent.subarray(at, at + 10_000))
  socket.end()
  await new Promise((ended) => socket.once('end', ended))
  expect(Buffer.concat(got).equals(sent)).toBe(true)
  await relay.close()
  await new Promise((closed) => server.close(closed))
})

it.skipIf(process.platform !== 'linux')('weighs a process with all that it started', async () => {
  const child = spawn(process.execPath, [
    '-e',
    'const { spawn } = require("node:child_process"); const sub = spawn("sleep", ["60"]); console.log(sub.pid); process.stdin.on("close", () => sub.kill()).resume()',
  ])
  const grandchild = Number(await new Promise<Buffer>((said) => child.stdout.once('data', said)))
  const all = family(child.pid ?? 0)
  expect(all).toContain(child.pid)
  expect(all).toContain(grandchild)
  expect(proportionalMb(all)).toBeGreaterThan(proportionalMb([grandchild]))
  const ended = new Promise((gone) => child.once('exit', gone))
  process.kill(grandchild)
  child.kill()
  await ended
})
