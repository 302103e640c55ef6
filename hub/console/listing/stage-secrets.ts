import { Profile } from '#core/contract/profile.ts'
import type { Stage } from '#core/contract/stage.ts'
import eyfs from '#profiles/eyfs.json' with { type: 'json' }
import ks1 from '#profiles/ks1.json' with { type: 'json' }
import ks2 from '#profiles/ks2.json' with { type: 'json' }

/** How a stage's picture secret is made: a secret of other pictures than the kiosk shows could never be pressed. */
export const stageSecrets: Readonly<Record<Stage, Profile['secret']>> = {
  eyfs: Profile.parse(eyfs).secret,
  ks1: Profile.parse(ks1).secret,
  ks2: Profile.parse(ks2).secret,
}
