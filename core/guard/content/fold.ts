/**
 * What a UTF-16 unit counts as when words are looked for. Cases, accents, full-width and mathematical letters become the
 * plain small letter; letters of other scripts that look the same become the Latin one (only letters that pass for it at a
 * glance); what has no width, marks and text directions vanish.
 */
export const gap = 0
export const vanishes = 1
/** Two letters in one (ß, æ, ﬁ): the unit stands in `pairs`. */
export const isPair = 2
/** A sign that stands for a letter between letters, and parts words elsewhere. */
export const isSign = 3
/** First half of a pair of units, for letters beyond 65,535. */
export const isFirstHalf = 4

export const folded = new Uint8Array(65_536)
export const pairs = new Map<number, readonly [number, number]>()
/** Signs for letters; `1` and `l` are settled by the scan, which tries both readings. */
export const signs: ReadonlyMap<number, number> = new Map(
  Object.entries({ '@': 'a', $: 's', '!': 'i', '|': 'l', '€': 'e', '£': 'l', '+': 't' }).map(([sign, letter]) => [
    sign.charCodeAt(0),
    letter.charCodeAt(0),
  ]),
)
/** Digits that pass for letters, in a word that has letters too. */
export const digitLetters: ReadonlyMap<number, number> = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g' }).map(([digit, letter]) => [
    digit.charCodeAt(0),
    letter.charCodeAt(0),
  ]),
)

/** Cyrillic, Greek, Armenian and IPA letters that look like Latin ones, after they were made small. */
const lookAlikes =
  'аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx һh ԁd ԛq ԝw ьb ӏl ґr пn гr ёe ' +
  'αa βb γy εe ζz ηn ιi κk μm νv οo πn ρp σo τt υu χx ωw ϲc ϳj ' +
  'ոn սu օo հh ց9 ɑa ɡg ɩi ıi ɪi ʟl ɴn ʀr ʏy ʙb ɢg ʜh ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz øo đd ħh łl ŧt ƒf ɓb ɗd ƙk ƴy ǝe əe'

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

function fill(): void {
  const alike = new Map(
    lookAlikes.split(' ').flatMap((pair): [string, string][] => (pair.length === 2 ? [[pair.charAt(0), pair.charAt(1)]] : [])),
  )
  const latin = (text: string) => [...text].map((letter) => alike.get(letter) ?? letter).join('')
  for (let unit = 0; unit < 65_536; unit += 1) {
    // Scripts without look-alikes (Chinese, Korean, …): their letters part words, as signs do.
    if (unit >= 0x2e80 && unit < 0xa720) continue
    if (unit >= 0xac00 && unit < 0xfb00) continue
    const letter = String.fromCharCode(unit)
    const plain = latin(letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''))
    const first = plain.charCodeAt(0)
    if (/^(?:\p{M}|\p{Cf}|\u115f|\u1160|\u3164|\uffa0)$/u.test(letter)) folded[unit] = vanishes
    else if (plain.length === 1 && isLetterOrDigit(first)) folded[unit] = first
    else if (plain.length === 2 && isLetterOrDigit(first) && isLetterOrDigit(plain.charCodeAt(1))) {
      folded[unit] = isPair
      pairs.set(unit, [first, plain.charCodeAt(1)])
    }
  }
  for (const [unit, two] of Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', Æ: 'ae', Œ: 'oe', ẞ: 'ss', þ: 'th', Þ: 'th' })) {
    folded[unit.charCodeAt(0)] = isPair
    pairs.set(unit.charCodeAt(0), [two.charCodeAt(0), two.charCodeAt(1)])
  }
  for (const apostrophe of "'’‘ʼ＇`´") folded[apostrophe.charCodeAt(0)] = vanishes
  for (const sign of signs.keys()) folded[sign] = isSign
  for (let unit = 0xd800; unit < 0xdc00; unit += 1) folded[unit] = isFirstHalf
}
fill()

/** The letter of two units (mathematical, squared and circled letters), or `gap`; tags and variation selectors vanish. */
export function foldPair(first: number, second: number): number {
  const point = (first - 0xd800) * 0x400 + (second - 0xdc00) + 0x10000
  if (point >= 0xe0000 && point <= 0xe01ef) return vanishes
  // Squared and circled white on black: not decomposed by Unicode.
  for (const start of [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]) if (point >= start && point < start + 26) return 97 + point - start
  if (point < 0x1d400 || point > 0x1d7ff) return gap
  const plain = String.fromCodePoint(point).normalize('NFKD').toLowerCase().charCodeAt(0)
  return plain < 65_536 ? (folded[plain] ?? gap) : gap
}
