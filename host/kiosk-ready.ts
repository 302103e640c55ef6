import { z } from 'zod'

/** The first line that a kiosk program writes to standard output, as JSON, when it shows its first screen. */
export const KioskReady = z.strictObject({
  ready: z.literal(true),
  shell: z.string(),
  /** The X display it is on, when it made one of its own: who may look needs `authority`, an Xauthority file. */
  display: z
    .strictObject({
      kind: z.enum(['virtual', 'nested', 'own']),
      name: z.string(),
      authority: z.string().nullable(),
      /** The whole screen as an XWD file, always current. */
      framebuffer: z.string().nullable(),
    })
    .nullable(),
})
export type KioskReady = z.infer<typeof KioskReady>
