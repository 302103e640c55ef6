import { z } from 'zod'
import { Instant } from './stage.ts'

/** 128 bytes as base64. */
const Sketch = z.string().regex(/^[A-Za-z0-9+/]{171}=$/)

/**
 * What is kept of a page's words, so that two states of it can be compared; the words cannot be read from it. See
 * `core/guard/drift/fingerprint.ts` for how each part is made.
 */
export const Fingerprint = z.strictObject({
  /** Words of the page, without navigation, header and footer. */
  words: z.number().int().min(0).max(1_000_000),
  /** One-permutation MinHash of pairs of words. */
  minhash: Sketch,
  /** Simhash of the words, by how often they stand there: 64 bits as hex. */
  simhash: z.string().regex(/^[0-9a-f]{16}$/),
  /** The set of words, 4 bytes for each, as base64: of short pages only. */
  wordSet: z.base64().max(1_000).nullable(),
  /** MinHash of the words of navigation, header and footer, and how many they are. */
  around: z.strictObject({ words: z.number().int().min(0).max(1_000_000), minhash: Sketch }),
  /** The share of the text that stands in links, 0 to 1: high on pages that are lists of news. */
  linked: z.number().min(0).max(1),
})
export type Fingerprint = z.infer<typeof Fingerprint>

/** The page that the teacher approved, as it was then. */
export const Seen = z.strictObject({
  fingerprint: Fingerprint,
  /** Where the tile's address led in the end. */
  finalUrl: z.string().min(1).max(8_192),
  /** Hosts that it loaded from. */
  hosts: z.array(z.string().min(1).max(260)).max(100),
  /** What its words scored (core/guard/content/score-text.ts): the teacher judged that much. */
  score: z.number().int().min(0).max(100_000).default(0),
  at: Instant,
})
export type Seen = z.infer<typeof Seen>
