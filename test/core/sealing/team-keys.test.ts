import { describe, expect, it } from 'vitest'
import { MakeTeam } from '#core/contract/hub-api.ts'
import { generateWords, passphraseOf, passphraseWords } from '#core/sealing/passphrase.ts'
import { makeMember, makeTeam, unwrapIdentity, unwrapTeamKey, wrapTeamKey } from '#core/sealing/team-keys.ts'
import { wordList } from '#core/sealing/word-list.ts'

const quick = 4

describe("a team's keys", () => {
  it('open from the words alone, step by step', async () => {
    const words = generateWords()
    const made = await makeTeam(words, 1, quick)
    expect(MakeTeam.parse(made.request)).toEqual(made.request)
    const member = await unwrapIdentity(made.request.wrappedIdentity, words.join(' '))
    expect(await unwrapTeamKey(made.request.teamKey, member)).toBe(made.teamIdentity)
  })

  it('hand the hub nothing that is a private key', async () => {
    const made = await makeTeam('acorn badger', 1, quick)
    const blobs = [made.request.wrappedIdentity, made.request.teamKey].map((blob) => Buffer.from(blob, 'base64').toString('latin1'))
    expect(JSON.stringify(made.request) + blobs.join()).not.toContain('AGE-SECRET-KEY')
  })

  it('do not open with other words, another member, or after damage', async () => {
    const made = await makeTeam('acorn badger', 1, quick)
    const stranger = await makeMember('acorn badger', quick)
    await expect(unwrapIdentity(made.request.wrappedIdentity, 'acorn badge')).rejects.toMatchObject({ code: 'HG_WRONG_PASSWORD' })
    await expect(unwrapTeamKey(made.request.teamKey, stranger.identity)).rejects.toMatchObject({ code: 'HG_WRONG_PASSWORD' })
    await expect(unwrapIdentity('!', 'acorn badger')).rejects.toMatchObject({ code: 'HG_WRONG_PASSWORD' })
    await expect(unwrapTeamKey('AAAA', stranger.identity)).rejects.toMatchObject({ code: 'HG_WRONG_PASSWORD' })
  })

  it('can be wrapped for one more member', async () => {
    const made = await makeTeam('acorn badger', 1, quick)
    const deputy = await makeMember('cedar dolphin', quick)
    expect(await unwrapTeamKey(await wrapTeamKey(made.teamIdentity, deputy.recipient), deputy.identity)).toBe(made.teamIdentity)
  })

  it('are not made without words', async () => {
    await expect(makeTeam(' - ', 1, quick)).rejects.toMatchObject({ code: 'HG_WEAK_PASSWORD' })
  })
})

describe('the words', () => {
  it('are distinct, short and plain, and enough of them make 70 bits', () => {
    expect(new Set(wordList).size).toBe(wordList.length)
    expect(wordList.length).toBeGreaterThanOrEqual(1_296)
    for (const word of wordList) expect(word).toMatch(/^[a-z]{3,9}$/)
    expect(passphraseWords * Math.log2(wordList.length)).toBeGreaterThan(70)
  })

  it('are drawn from the whole list, evenly', () => {
    const seen = new Map<string, number>()
    const draws = wordList.length * 40
    for (const word of generateWords(draws)) seen.set(word, (seen.get(word) ?? 0) + 1)
    expect(seen.size).toBe(wordList.length)
    // Chi-squared with n-1 degrees: its mean is n-1 and its spread sqrt(2n); seven spreads happen by chance never.
    const chiSquared = [...seen.values()].reduce((sum, count) => sum + (count - 40) ** 2 / 40, 0)
    expect(chiSquared).toBeLessThan(wordList.length + 7 * Math.sqrt(2 * wordList.length))
  })

  it('mean the same with other spacing and capitals', () => {
    expect(passphraseOf('  Acorn BADGER\n cedar')).toBe('acorn-badger-cedar')
    expect(passphraseOf(['acorn', 'badger', 'cedar'])).toBe(passphraseOf('acorn-badger-cedar'))
  })
})
