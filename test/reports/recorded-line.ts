import { type AddressInfo, connect, createServer } from 'node:net'

export interface RecordedLine {
  readonly port: number
  /** Every byte that passed, both ways. */
  bytes(): Buffer
  close(): void
}

/** A line to a port of this machine on which all is recorded: what a capture of packets would hold. */
export async function recordedLine(to: number): Promise<RecordedLine> {
  const passed: Buffer[] = []
  const relay = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one
        .on('data', (bytes) => {
          passed.push(bytes)
          other.write(bytes)
        })
        .on('error', end)
        .on('close', end)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  return { port: (relay.address() as AddressInfo).port, bytes: () => Buffer.concat(passed), close: () => relay.close() }
}
