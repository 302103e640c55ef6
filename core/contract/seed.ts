import { z } from 'zod'
import { MakeTeam, Role } from './hub-api.ts'
import { ClassDraft } from './list.ts'
import { Helper } from './school.ts'
import { SchoolCalendar } from './school-calendar.ts'
import { Instant, PictureName, Stage } from './stage.ts'

/** A whole school to begin with: the demo, a test, or a school's first set-up. The hub makes ids and hashes. */
export const SchoolSeed = z.strictObject({
  name: z.string().trim().min(1).max(100),
  termStarts: z.array(Instant),
  helpers: z.array(Helper),
  staffPin: z.string().regex(/^\d{4,8}$/),
  /** `password` null: signs in by a one-time link, which the hub answers with. */
  staff: z.array(z.strictObject({ name: z.string(), email: z.string(), role: Role, password: z.string().nullable() })),
  classes: z.array(
    z.strictObject({
      name: z.string(),
      stage: Stage,
      picture: PictureName,
      groups: z.array(z.strictObject({ name: z.string(), picture: PictureName })),
      /** `secret`: the pictures themselves, hashed on the way in. */
      pupils: z.array(z.strictObject({ name: z.string(), picture: PictureName, secret: z.array(PictureName) })),
      /** Published as version 1. */
      draft: ClassDraft,
    }),
  ),
  /** When the school is open; none: the plain calendar until somebody says. */
  calendar: SchoolCalendar.optional(),
  /** The safeguarding team's keys, made beforehand; null: the DSL makes them at the desk. */
  team: MakeTeam.nullable(),
  /** The team's keys and the kit were tried beforehand: children can send at once. Else the desk asks for the drills first. */
  teamIsLive: z.boolean().optional(),
})
export type SchoolSeed = z.infer<typeof SchoolSeed>
