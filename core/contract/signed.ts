import { z } from 'zod'

/**
 * A document signed with Ed25519 by the school's hub. `payload` is base64 of the exact UTF-8 JSON bytes;
 * what is signed is the ASCII line `hedgerow-document/1\n` followed by those bytes. Nothing is re-serialised before checking.
 */
export const SignedDocument = z.strictObject({
  format: z.literal('hedgerow-document/1'),
  /** First 16 hex digits of SHA-256 of the public key. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  payload: z.base64().max(8_000_000),
  /** base64 of 64 bytes. */
  signature: z.base64().length(88),
})
export type SignedDocument = z.infer<typeof SignedDocument>
