/**
 * The two sizes of a sealed report. Reports were `large` at first; a child never fills half of that, so they are `small` now,
 * and `large` only for a hub that does not know better (docs/decisions/0015-slot-size.md). What was sealed `large` is
 * carried and opened for good.
 */
export const envelopeForms = {
  small: { paddedBytes: 8_192, envelopeBytes: 8_490 },
  large: { paddedBytes: 16_384, envelopeBytes: 16_682 },
} as const
export type EnvelopeForm = keyof typeof envelopeForms

/** The usual size of a sealed report: an age file of `envelopeForms.small.paddedBytes` for two X25519 recipients. core/sealing checks it in a test. */
export const envelopeBytes = envelopeForms.small.envelopeBytes

/** Which of the two sizes this is; null for every other. */
export function formOf(bytes: Uint8Array): EnvelopeForm | null {
  if (bytes.length === envelopeForms.small.envelopeBytes) return 'small'
  return bytes.length === envelopeForms.large.envelopeBytes ? 'large' : null
}
