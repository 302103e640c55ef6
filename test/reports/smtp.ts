import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail as it came over the wire. */
export interface Taken {
  readonly to: string
  readonly raw: string
}

export interface TestMailServer {
  readonly port: number
  readonly taken: readonly Taken[]
  /** Set true, and every mail is refused for good. */
  refuses: boolean
  /** Nobody answers at its port any more. */
  down(): Promise<void>
  up(): Promise<void>
}

/** A real SMTP server on this machine. `tls`: from the first byte, after STARTTLS, or never. `login`: asks for this name and password. */
export async function aMailServer({
  tls = 'none',
  login = null,
  certificate = null,
}: {
  tls?: 'tls' | 'starttls' | 'none'
  login?: { user: string; password: string } | null
  certificate?: { cert: string; key: string } | null
} = {}): Promise<TestMailServer> {
  const taken: Taken[] = []
  const control = { refuses: false }
  let server: SMTPServer | null = null
  let port = 0

  async function up(): Promise<void> {
    server = new SMTPServer({
      secure: tls === 'tls',
      ...(certificate ?? {}),
      disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login === null ? ['AUTH'] : [])],
      authOptional: login === null,
      disableReverseLookup: true,
      closeTimeout: 200,
      onAuth: (given, _session, done) =>
        given.username === login?.user && given.password === login?.password ? done(null, { user: 'hub' }) : done(new Error('no')),
      onRcptTo: (_to, _session, done) => done(control.refuses ? Object.assign(new Error('no such box'), { responseCode: 550 }) : null),
      onData(stream, session, done) {
        void text(stream).then((raw) => {
          for (const to of session.envelope.rcptTo) taken.push({ to: to.address, raw })
          done(null)
        })
      },
    })
    server.on('error', () => undefined)
    const { server: socket } = server
    server.listen(port, '127.0.0.1')
    await once(socket, 'listening')
    const address = socket.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  }

  async function down(): Promise<void> {
    const old = server
    server = null
    if (old !== null) await new Promise<void>((resolve) => old.close(() => resolve()))
  }

  await up()
  onTestFinished(down)
  return {
    get port() {
      return port
    },
    taken,
    get refuses() {
      return control.refuses
    },
    set refuses(now) {
      control.refuses = now
    },
    up,
    down,
  }
}
