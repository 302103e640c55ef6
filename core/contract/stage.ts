import { z } from 'zod'

/** The three stages a child can be in. Ages: eyfs 3-5, ks1 5-7, ks2 7-11. */
export const stages = ['eyfs', 'ks1', 'ks2'] as const
export const Stage = z.enum(stages)
export type Stage = z.infer<typeof Stage>

/** Random identifiers: 128 bits as 32 lower-case hex digits. */
export const Id = z.string().regex(/^[0-9a-f]{32}$/)

/** The name of a picture in assets/pictures or assets/icons, without its ending: `lady-beetle`. */
export const PictureName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)

/** Milliseconds since 1970, UTC. */
export const Instant = z.number().int().min(0).max(8_640_000_000_000_000)
