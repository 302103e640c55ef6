/**
 * Makes the samples in test/vectors/documents anew: `node test/core/sealing/make-documents.ts`. Ed25519 is deterministic, so unchanged
 * samples come out byte for byte. The two keys below were made for these samples and sign nothing else.
 */
import { writeFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { ClassList } from '#core/contract/list.ts'
import type { School } from '#core/contract/school.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { signDocument } from '#core/sealing/signed-document.ts'

const sampleKey = Buffer.alloc(32, 7).toString('base64')
const otherKey = Buffer.alloc(32, 8).toString('base64')
const publicKey = Buffer.from(ed25519.getPublicKey(Buffer.alloc(32, 7))).toString('base64')

const schoolId = '0123456789abcdef0123456789abcdef'
const otherSchoolId = 'ffffffffffffffffffffffffffffffff'
const classId = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const otherClassId = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
const hash = { algorithm: 'scrypt' as const, cost: 16_384, salt: 'c2FsdHNhbHQ=', hash: 'aGFzaGhhc2g=' }

const school = (version: number, changes: Partial<School> = {}): School => ({
  kind: 'school',
  schoolId,
  version,
  issuedAt: 1_760_000_000_000,
  name: 'Hedge Lane Primary',
  classes: [],
  helpers: [],
  termStarts: [1_756_800_000_000],
  recipients: null,
  mixerKey: null,
  slotEveryMs: 300_000,
  staffPin: hash,
  ...changes,
})

const list = (version: number, changes: Partial<ClassList> = {}): ClassList => ({
  kind: 'class-list',
  schoolId,
  classId,
  stage: 'ks1',
  version,
  issuedAt: 1_760_000_000_000,
  expiresAt: 1_770_000_000_000,
  tiles: [
    {
      id: 'cccccccccccccccccccccccccccccccc',
      title: 'A picture story',
      url: 'https://stories.example.org/fox',
      scope: 'page',
      also: [],
      companions: ['images.example.net'],
      picture: 'open-book',
      spoken: 'A picture story',
      subject: 'English',
      words: ['fox'],
      checkedBy: null,
      checkedAt: null,
    },
  ],
  lessons: [],
  ...changes,
})

const sign = (value: unknown, key = sampleKey): SignedDocument => signDocument(value, key)

/** One bit of the base64 text's bytes turned over. */
function flip(text: string, byte: number): string {
  const bytes = Buffer.from(text, 'base64')
  bytes[byte] = (bytes[byte] ?? 0) ^ 1
  return bytes.toString('base64')
}

/** A document with its own bytes, signed by hand: for payloads that are not what `signDocument` makes. */
function signBytes(payload: Uint8Array, prefix = 'hedgerow-document/1\n'): SignedDocument {
  const signature = ed25519.sign(Buffer.concat([Buffer.from(prefix), payload]), Buffer.alloc(32, 7))
  return { ...sign(null), payload: Buffer.from(payload).toString('base64'), signature: Buffer.from(signature).toString('base64') }
}

/** The group order of Ed25519 added to the signature's second half: the same equation holds, and RFC 8032 forbids it. */
function malleate(text: string): string {
  const bytes = Buffer.from(text, 'base64')
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
  let scalar = order
  for (let at = 0; at < 32; at++) scalar += BigInt(bytes[32 + at] ?? 0) << BigInt(8 * at)
  for (let at = 0; at < 32; at++) bytes[32 + at] = Number((scalar >> BigInt(8 * at)) & 255n)
  return bytes.toString('base64')
}

const good = sign(list(5))
const now = 1_765_000_000_000
const over = 1_770_000_000_000

interface Sample {
  readonly title: string
  readonly kind: 'school' | 'class-list'
  readonly held: SignedDocument | null
  readonly offered: unknown
  readonly now: number
  /** `taken`, `taken, <fault>`, or the code with which the held one is kept. */
  readonly outcome: string
}
const listCase = (title: string, outcome: string, offered: unknown, held: SignedDocument | null = good, at = now): Sample => ({
  title,
  kind: 'class-list',
  held,
  offered,
  now: at,
  outcome,
})
const schoolCase = (title: string, outcome: string, offered: unknown, held: SignedDocument | null = sign(school(3))): Sample => ({
  title,
  kind: 'school',
  held,
  offered,
  now,
  outcome,
})

const cases: readonly Sample[] = [
  listCase('the first list is taken', 'taken', good, null),
  listCase('a higher version is taken', 'taken', sign(list(6))),
  listCase('a version that leaps ahead is taken', 'taken', sign(list(600))),
  listCase('the same bytes again are taken', 'taken', good),
  listCase('another class of the same school is taken', 'taken', sign(list(1, { classId: otherClassId }))),
  listCase('a list past its date is taken, and opens nothing', 'taken, HG_DOCUMENT_EXPIRED', sign(list(6)), good, over),
  listCase('a list is good until the moment before its date', 'taken', sign(list(6)), good, over - 1),
  listCase('an older version is rolled back', 'HG_DOCUMENT_ROLLBACK', sign(list(4))),
  listCase('the same version with other content is rolled back', 'HG_DOCUMENT_ROLLBACK', sign(list(5, { tiles: [] }))),
  listCase('a list of another school is kept out', 'HG_DOCUMENT_OTHER_SCHOOL', sign(list(6, { schoolId: otherSchoolId }))),
  listCase('a list signed by another key is forged', 'HG_DOCUMENT_SIGNATURE', sign(list(6), otherKey)),
  listCase("a list signed by another key under our key's name is forged", 'HG_DOCUMENT_SIGNATURE', {
    ...sign(list(6), otherKey),
    keyId: good.keyId,
  }),
  listCase("a list under another key's name is forged", 'HG_DOCUMENT_SIGNATURE', { ...sign(list(6)), keyId: '0000000000000000' }),
  listCase("one flipped bit at the payload's beginning is found", 'HG_DOCUMENT_SIGNATURE', {
    ...sign(list(6)),
    payload: flip(sign(list(6)).payload, 0),
  }),
  listCase("one flipped bit in the payload's middle is found", 'HG_DOCUMENT_SIGNATURE', {
    ...sign(list(6)),
    payload: flip(sign(list(6)).payload, 200),
  }),
  listCase('one flipped bit in the signature is found', 'HG_DOCUMENT_SIGNATURE', {
    ...sign(list(6)),
    signature: flip(sign(list(6)).signature, 40),
  }),
  listCase('a signature of zeros is found', 'HG_DOCUMENT_SIGNATURE', { ...sign(list(6)), signature: Buffer.alloc(64).toString('base64') }),
  listCase('the same signature in a second spelling is refused', 'HG_DOCUMENT_SIGNATURE', {
    ...sign(list(6)),
    signature: malleate(sign(list(6)).signature),
  }),
  listCase('the signature of another document is found', 'HG_DOCUMENT_SIGNATURE', { ...sign(list(6)), signature: sign(list(7)).signature }),
  listCase(
    'a signature over the payload alone is not one over a document',
    'HG_DOCUMENT_SIGNATURE',
    signBytes(Buffer.from(JSON.stringify(list(6))), ''),
  ),
  listCase('an unknown field in the list is refused', 'HG_DOCUMENT_SHAPE', sign({ ...list(6), more: true })),
  listCase(
    'an unknown field in a tile is refused',
    'HG_DOCUMENT_SHAPE',
    sign({ ...list(6), tiles: [{ ...list(6).tiles[0], more: true }] }),
  ),
  listCase('a missing field is refused', 'HG_DOCUMENT_SHAPE', sign({ ...list(6), expiresAt: undefined })),
  listCase('a version that is no number is refused', 'HG_DOCUMENT_SHAPE', sign({ ...list(6), version: '6' })),
  listCase('501 tiles are refused', 'HG_DOCUMENT_SHAPE', sign({ ...list(6), tiles: Array(501).fill(list(6).tiles[0]) })),
  listCase('a school document is not a list', 'HG_DOCUMENT_SHAPE', sign(school(6))),
  listCase('an unknown field beside the signature is refused', 'HG_DOCUMENT_SHAPE', { ...sign(list(6)), more: true }),
  listCase('a document of a format to come is refused', 'HG_DOCUMENT_SHAPE', { ...sign(list(6)), format: 'hedgerow-document/2' }),
  listCase('base64 that is not in its one spelling is refused', 'HG_DOCUMENT_SHAPE', {
    ...sign(list(6)),
    signature: sign(list(6)).signature.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`),
  }),
  listCase('a payload that is no JSON is refused', 'HG_DOCUMENT_SHAPE', signBytes(Buffer.from('{'))),
  listCase('a payload that is no UTF-8 is refused', 'HG_DOCUMENT_SHAPE', signBytes(Buffer.from([0x22, 0xff, 0x22]))),
  listCase('an empty answer is refused', 'HG_DOCUMENT_SHAPE', null),
  listCase('text is refused', 'HG_DOCUMENT_SHAPE', 'hedgerow-document/1'),
  schoolCase('the first school document is taken', 'taken', sign(school(1)), null),
  schoolCase('a higher version of the school is taken', 'taken', sign(school(4))),
  schoolCase('an older version of the school is rolled back', 'HG_DOCUMENT_ROLLBACK', sign(school(2))),
  schoolCase(
    'the same version of the school with another name is rolled back',
    'HG_DOCUMENT_ROLLBACK',
    sign(school(3, { name: 'Another' })),
  ),
  schoolCase('another school is kept out', 'HG_DOCUMENT_OTHER_SCHOOL', sign(school(4, { schoolId: otherSchoolId }))),
  schoolCase('a school signed by another key is forged', 'HG_DOCUMENT_SIGNATURE', sign(school(4), otherKey)),
  schoolCase('an unknown field in the school is refused', 'HG_DOCUMENT_SHAPE', sign({ ...school(4), more: true })),
  schoolCase('a list is not a school document', 'HG_DOCUMENT_SHAPE', sign(list(4))),
]

const folder = new URL('../../vectors/documents/', import.meta.url)
writeFileSync(new URL('keys.json', folder), `${JSON.stringify({ schoolId, schoolKey: publicKey, keyId: good.keyId }, null, 2)}\n`)
writeFileSync(new URL('cases.json', folder), `${JSON.stringify(cases, null, 1)}\n`)
