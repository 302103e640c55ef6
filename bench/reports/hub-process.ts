import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Enrolment } from '#core/contract/hub-api.ts'

/** What the hub's process tells its parent. `spent`: ms of a processor since it began. */
export type HubSays =
  | {
      readonly kind: 'ready'
      readonly port: number
      readonly ca: string
      readonly mixerKey: string
      readonly enrolments: readonly Enrolment[]
    }
  | { readonly kind: 'spent'; readonly ms: number }

export interface HubProcess extends Omit<Extract<HubSays, { kind: 'ready' }>, 'kind'> {
  /** ms of a processor that the hub has had so far, all its threads. */
  spent(): Promise<number>
  end(): void
}

/** Starts a hub with so many enrolled kiosks in a process of its own, which ends with this one. Rejects when it ends by itself. */
export async function startHubProcess(kiosks: number, slotMs: number): Promise<HubProcess> {
  const child = fork(join(import.meta.dirname, 'hub-program.ts'), [String(kiosks), String(slotMs)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const said = <K extends HubSays['kind']>(kind: K): Promise<Extract<HubSays, { kind: K }>> =>
    new Promise((resolve, reject) => {
      const listen = (message: HubSays) => {
        if (message.kind !== kind) return
        child.off('message', listen)
        resolve(message as Extract<HubSays, { kind: K }>)
      }
      child.on('message', listen)
      child.once('exit', () => reject(new Error('the hub ended')))
    })
  const { kind: _, ...ready } = await said('ready')
  return {
    ...ready,
    async spent() {
      const answer = said('spent')
      child.send('spent?')
      return (await answer).ms
    },
    end: () => void child.kill('SIGKILL'),
  }
}
