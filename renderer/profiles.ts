import type { Profile } from '#core/contract/profile.ts'
import type { Stage } from '#core/contract/stage.ts'

/** Checked by their schema in the tests and by the build, not again on every start. */
const files = import.meta.glob<Profile>('../profiles/*.json', { eager: true, import: 'default' })

/** The stage's profile. Throws when the bundle was built without it. */
export function profileOf(stage: Stage): Profile {
  const profile = files[`../profiles/${stage}.json`]
  if (profile === undefined) throw new Error(`profiles/${stage}.json is missing from the bundle`)
  return profile
}
