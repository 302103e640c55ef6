import type { KeyDesk } from '#core/contract/keys.ts'
import { api } from '#hub/console/api.ts'
import type { Key } from '#hub/console/dsl/use-key.ts'
import { Drills } from '#hub/console/keys/drills.tsx'
import { GateNote } from '#hub/console/keys/gate-note.tsx'
import { changeKey } from '#hub/console/keys/key-actions.ts'
import { KeyPictures } from '#hub/console/keys/key-pictures.tsx'
import { MakeKey } from '#hub/console/keys/make-key.tsx'
import { OpenMyKey } from '#hub/console/keys/open-my-key.tsx'
import { People } from '#hub/console/keys/people.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

/** Who holds a key to what children tell, and what the caller may do about it. Any member, no matter which group. */
export function KeysPage({ keyState }: { keyState: Key }) {
  const asked = useAnswer(() => api.keyDesk(), 'keys', ['keys-changed'])
  const { teamIdentity: identities, unlock } = keyState
  return (
    <AnswerView asked={asked}>
      {(desk) => (
        <>
          <PageHead
            title="Keys"
            line={
              desk.group === 'team'
                ? 'A note opens for those named here, and for nobody else: not the hub, not the technician, not a backup.'
                : 'What a child tells about a grown-up at school opens for those named here, and not for the safeguarding team.'
            }
          />
          <GateNote readiness={desk.readiness} />
          {desk.recipients === null ? (
            <section className="panel">
              <p>Nobody holds a key yet. The safeguarding lead makes the team’s keys first, under “Notes”.</p>
            </section>
          ) : (
            <>
              <KeyPictures recipients={desk.recipients} />
              <People
                desk={desk}
                identities={identities}
                onDone={(after, opened) => {
                  asked.put(after)
                  unlock(opened)
                }}
              />
              {desk.me !== null && desk.keys.length === 0 && (
                <MakeGroup
                  desk={desk}
                  onDone={(after, opened) => {
                    asked.put(after)
                    unlock(opened)
                  }}
                />
              )}
              {identities === null ? (
                <OpenMyKey desk={desk} onOpened={unlock} />
              ) : (
                <Drills desk={desk} identities={identities} onDone={asked.put} />
              )}
              <MakeKey
                desk={desk}
                onDone={(after) => {
                  keyState.lock()
                  asked.put(after)
                }}
              />
            </>
          )}
        </>
      )}
    </AnswerView>
  )
}

/** The first key of the group for what is about a grown-up at school. */
function MakeGroup({ desk, onDone }: { desk: KeyDesk; onDone: (desk: KeyDesk, identities: string) => void }) {
  const { busy, fault, run } = useDoing()
  return (
    <section className="panel form">
      <h2>What is about a grown-up at school</h2>
      <p>
        Until this group has a key, a child who tells about a grown-up at school is asked to tell somebody else in person. Members are all
        named above who have made a key of their own; others are let in later.
      </p>
      <FaultNote fault={fault} />
      <button
        type="button"
        className="btn go"
        disabled={busy !== null}
        onClick={() =>
          void run('Making the group’s key…', async () => {
            const changed = await changeKey(desk, null, '')
            onDone(changed.desk, changed.identities)
          })
        }
      >
        {busy ?? 'Make the group’s key'}
      </button>
    </section>
  )
}
