import { type AddressInfo, connect, createServer } from 'node:net'

/** A line between kiosk and hub that takes every request there and loses some answers on the way back. */
export interface BadLine {
  readonly url: string
  /** Where the hub listens now; null: nowhere, the connection is refused. */
  target: number | null
  readonly lost: () => number
  close(): void
}

export async function openBadLine(lossRate: number): Promise<BadLine> {
  let lost = 0
  const line: { target: number | null } = { target: null }
  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    if (line.target === null) return near.resetAndDestroy()
    const far = connect(line.target, '127.0.0.1')
    const loses = Math.random() < lossRate
    far.on('error', () => near.destroy())
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    near.pipe(far)
    far.on('data', (answer) => {
      if (loses) {
        lost++
        near.resetAndDestroy()
      } else near.write(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(line, { url: `http://127.0.0.1:${port}`, lost: () => lost, close: () => server.close() })
}
