import { identityToRecipient } from 'age-encryption'
import { expect, it } from 'vitest'
import { type ChildLetter, letterLimits, sealedLetterBytes } from '#core/contract/mailbox.ts'
import { fromBase64 } from '#core/sealing/base64.ts'
import { toBech32 } from '#core/sealing/bech32.ts'
import { openForTeam, openLetter, sealForTeam, sealLetter } from '#core/sealing/letter-seal.ts'
import { mailboxKeys, newKioskKey, newMailboxSeed, openSeed, sealSeed } from '#core/sealing/mailbox-keys.ts'

const letter: ChildLetter = { v: 1, card: 'we-looked', words: 'We have talked to the class.', day: '2026-11-21' }
const newer = (await newKioskKey()).identity
const slow = (fill: number) => new Uint8Array(32).fill(fill)

it('writes Bech32 as the standard does', () => {
  // BIP 173's own valid string of one group of zeros only, and its longest data part of known bytes.
  expect(toBech32('a', new Uint8Array())).toBe('a12uel5l')
  expect(toBech32('abcdef', Uint8Array.from(Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex')))).toBe(
    'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  )
})

it('makes of the slow bytes a key that age takes and a tag, the same each time and for good', async () => {
  const keys = await mailboxKeys(slow(7))
  expect(await mailboxKeys(slow(7))).toEqual(keys)
  expect(await identityToRecipient(keys.identity)).toBe(keys.address.recipient)
  // Pinned: a child's code must go on opening what was sealed to it.
  expect(keys.address).toMatchInlineSnapshot(`
    {
      "recipient": "age192em5ye42tr3xtj5zz99y8exgchfa3lfa97mhyd2mlpqcm2rcdqqact0n4",
      "tag": "ef5b979529e875d43c2e5fa37498519e",
    }
  `)
  expect((await mailboxKeys(slow(8))).address.tag).not.toBe(keys.address.tag)
})

it('seals a letter to one size whatever it says, and only its own key opens it', async () => {
  const { identity, address } = await mailboxKeys(slow(1))
  for (const words of ['', '😀'.repeat(letterLimits.words / 4), '語'.repeat(letterLimits.words), '\u0001'.repeat(letterLimits.words)]) {
    const sealed = await sealLetter({ ...letter, words }, address.recipient)
    expect(fromBase64(sealed)).toHaveLength(sealedLetterBytes)
    expect(await openLetter(sealed, identity)).toEqual({ ...letter, words })
    expect(await openLetter(sealed, (await mailboxKeys(slow(2))).identity)).toBeNull()
  }
  await expect(sealLetter({ ...letter, words: 'x'.repeat(letterLimits.words + 1) }, address.recipient)).rejects.toThrow()
  expect(await openLetter('AAAA', identity)).toBeNull()
})

it('keeps a letter for the team with where it goes, in one size', async () => {
  const [team, recovery, child] = await Promise.all([newKioskKey(), newKioskKey(), mailboxKeys(slow(3))])
  const sizes = new Set<number>()
  for (const words of ['', 'x'.repeat(letterLimits.words)]) {
    const sealed = await sealForTeam({ letter: { ...letter, words }, to: child.address }, [team.recipient, recovery.recipient])
    sizes.add(sealed.length)
    expect(await openForTeam(sealed, `${newer}\n${team.identity}`)).toEqual({ letter: { ...letter, words }, to: child.address })
    expect(await openForTeam(sealed, child.identity)).toBeNull()
  }
  expect(sizes.size).toBe(1)
})

it('gives the seed to the readers it was sealed to and to nobody else', async () => {
  const seed = newMailboxSeed()
  const [kiosk, other, stranger] = await Promise.all([newKioskKey(), newKioskKey(), newKioskKey()])
  const sealed = await sealSeed(seed, [kiosk.recipient, other.recipient])
  expect(await openSeed(sealed, other.identity)).toEqual(seed)
  await expect(openSeed(sealed, stranger.identity)).rejects.toThrow('A sealed report does not open.')
  await expect(openSeed('AAAA', kiosk.identity)).rejects.toThrow()
})
