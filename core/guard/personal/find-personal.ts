import type { OwnFacts, PersonalKind } from '#core/contract/personal.ts'

/** What is known about the field that was typed into. `asks`: what it says it is for; null when it does not say. */
export interface TypedText {
  readonly text: string
  readonly asks: PersonalKind | null
  /** False while the child still types: what might go on to be another word is left alone. */
  readonly isDone: boolean
}

/**
 * Which personal facts these words look like. Pure and total; looks at the first 4,000 characters.
 *
 * It runs beside the page, as text (`host/typing-watch.ts`): it must stay one function that names nothing outside itself.
 */
export function findPersonal({ text, asks, isDone }: TypedText, own: OwnFacts): PersonalKind[] {
  const found = new Set<PersonalKind>()
  const plain = text
    .slice(0, 4_000)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
  const low = plain.toLowerCase()
  const trimmed = low.trim()
  const literally = (words: string): string =>
    words
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .trim()
      .toLowerCase()
      .replace(/[.*+?^$()[\]{}|\\/-]/g, '\\$&')
      .replace(/\s+/g, ' +')
  /** A word that is still being typed may become another one. */
  const end = isDone ? "(?![a-z0-9]|'[a-z]{3})" : "(?=[^a-z0-9'-])"

  // An address of electronic mail, also spelled out.
  if (/[a-z0-9._%+-]+ ?@ ?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/.test(low)) found.add('email')
  if (/[a-z0-9._-]+ ?\(?(at|@)\)? ?(gmail|hotmail|outlook|yahoo|icloud|live|btinternet)( ?dot ?|\.| )(com|co|net)/.test(low))
    found.add('email')

  // A telephone number: of a British home or mobile, or with its country. Free and business numbers (03, 08, 09) are nobody's own.
  for (const run of plain.matchAll(/(?<![\d.=*/×÷+-])(\+|00)?\(?\d(?:[ ()-]{0,2}\d){5,15}(?![\d.]|[ ]?[=*/×÷%])/g)) {
    if (/ - |- | -|\d-\d-\d-\d-/.test(run[0])) continue
    const digits = run[0].replace(/\D/g, '')
    const isAbroad = run[1] === '+' || digits.startsWith('0044')
    const home = isAbroad ? `0${digits.replace(/^(0044|44)0?/, '')}` : digits
    const isCounted = '01234567890123456789'.includes(digits) || '98765432109876543210'.includes(digits)
    if (new Set(digits).size < 4 || isCounted) continue
    const isBritish = /^0[127]/.test(home) && home.length === 11
    const isForeign = run[1] === '+' && digits.length >= 9
    const isSaid = /\b(phone|mobile|telephone|call me|ring me|text me|my number|whatsapp)\b/.test(low)
    if (isBritish || isForeign || (isSaid && digits.length >= 6) || (asks === 'phone' && digits.length >= 6)) found.add('phone')
  }

  // A postcode, of a postcode area that there is; "4th" is a second half only in capitals.
  const areas =
    'ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv ja je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze'.split(
      ' ',
    )
  for (const [, area = '', , inward = ''] of plain.matchAll(
    /(?<![a-z0-9-])([a-z]{1,2})(\d[a-z\d]?) ?(\d[abd-hjlnp-uw-z]{2})(?![a-z0-9])/gi,
  )) {
    if (areas.includes(area.toLowerCase()) && !/^(1st|2nd|3rd|\dth)$/.test(inward)) found.add('postcode')
  }

  // Where somebody lives. Well-known doors of stories and history are nobody's home.
  const told = /\b(i live (at|on|in|near)|my (home )?address( is|:)|come to my house|my house is)\b/.test(low)
  const doors = low.replace(
    /\b(10|11) downing street|\b221b? baker street|\b(4|four) privet drive|\b32 windsor gardens|\b12 grimmauld place|\b17 cherry tree lane/g,
    ' ',
  )
  const street = '(road|rd|street|avenue|ave|lane|crescent|cres)'
  const softer = '(Close|Drive|Way|Court|Gardens|Grove|Terrace|Place|Hill|Park|Row|Mews|Walk|View|Green|Rise|Square|Cottages?)'
  const strong = new RegExp(
    `(?<![\\d.])\\d{1,4}[a-d]?,? (?!(?:the|a|an|in|on|of|up|down|to|cars?|people|men|houses?|miles?|along|across) )(?:[a-z'.-]+ ){1,2}?${street}${end}`,
  )
  if (strong.test(doors) && !/\d (\w+ )?(in|on|down|up|of|to|along|across|from) (\w+ )?(road|street|lane)/.test(doors)) found.add('address')
  const capitals = plain.replace(/\b32 Windsor Gardens|\b(4|Four) Privet Drive|\b12 Grimmauld Place/gi, ' ')
  if (new RegExp(`(?<![\\d.])\\d{1,4}[a-dA-D]?,? (?:[A-Z][\\w'.-]+ ){1,2}${softer}\\b`).test(capitals)) found.add('address')
  if (
    told &&
    (/(at|on|in|near|is|:) (number |no\.? ?)?\d{1,4}\b/.test(doors) ||
      new RegExp(`\\b${street}${end}`).test(doors) ||
      new RegExp(`\\b${softer}\\b`, 'i').test(doors))
  )
    found.add('address')
  if (/\bmy (home )?address( is|:) ?\w{3}/.test(low)) found.add('address')
  if (asks === 'address' && /\d/.test(low) && /[a-z]{3}/.test(low)) found.add('address')

  // A birthday: said to be one, or a day alone in a year in which a child of a primary school was born.
  const months = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
  const dayOf = `(\\d{1,2}[/. -]\\d{1,2}([/. -]\\d{2,4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(st|nd|rd|th)? (of )?${months}|${months} (the )?\\d{1,2})`
  if (
    new RegExp(`\\b(my birthday( is|'s)?|my b-?day( is)?|i was born|i'm born|date of birth|d\\.?o\\.?b\\.?)\\b.{0,12}?\\b${dayOf}`).test(
      low,
    )
  )
    found.add('birthday')
  const alone = new RegExp(
    `^(?:\\d{1,2}[/. -]\\d{1,2}[/. -](\\d{4}|\\d{2})|(\\d{4})-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${months},? (\\d{4}))$`,
  ).exec(trimmed)
  const said = Number(alone?.[1] ?? alone?.[2] ?? alone?.[4] ?? Number.NaN)
  const year = said < 100 ? 2_000 + said : said
  if (year >= own.year - 12 && year <= own.year - 3 && (!/^\d{1,2}[. -]\d{1,2}[. -]\d{2}$/.test(trimmed) || asks === 'birthday'))
    found.add('birthday')
  if (asks === 'birthday' && new RegExp(`^${dayOf}`).test(trimmed)) found.add('birthday')

  if (/\bmy (\w+ )?pass ?(word|code)( is| =|:) ?\S{2}/.test(low)) found.add('password')
  if (asks === 'password' && isDone && text.length >= 4) found.add('password')

  // The child's own name. Many are words as well, and people of stories and history have them too.
  const name = literally(own.name)
  if (name !== '') {
    const wordsToo =
      'rose will mark grace joy hope faith summer may june april august daisy lily sky river robin jack art max bill rob pat sue dawn eve holly ivy jasmine poppy violet olive hazel amber ruby pearl jade autumn willow heather iris fern melody harmony carol gene frank grant guy dean drew chase hunter mason cole clay reed brook brooke dale glen cliff rich miles penny star blue sunny angel wren ash forest basil sandy misty stormy crystal tom don ray ken rod bob kit jay phoenix kay sonny christian dot bonnie destiny honey princess prince king'.split(
        ' ',
      )
    const isWordToo = wordsToo.includes(own.name.trim().toLowerCase())
    const lead =
      "(my name is|my name's|my names|i am|i'm|im|call me|it's me|love from|from your friend|signed|written by|story by|made by|by|my username is|name:)"
    const isSigned = new RegExp(`\\b${lead},? ${name}${end}`).test(low) || new RegExp(`\\blove,? ${name}\\W*$`).test(low)
    const isAlone = isDone && new RegExp(`^${name}( [a-z'-]+| [a-z]\\.?)?[.!]?$`).test(trimmed)
    const famous =
      /^[ '-]*(s )?(the (great|first|second|third|fourth|fifth|sixth|seventh|eighth|conqueror|lionheart|confessor|giant|terrible|bald|explorer|tank engine)|[ivx]+\b|\d|and the\b|in wonderland|potter|twist|tudor|stuart|windsor|cromwell|shakespeare|nightingale|curie|parks|rashford|attenborough|anning|darwin|brunel|seacole|frank\b|keller|lovelace|fawkes|hawking|web\b|marvellous|dahl|donaldson|walliams|styles|kane|swift)/
    const before =
      /\b(king|queen|prince|princess|saint|st\.?|lady|lord|sir|emperor|pope|aunt|auntie|uncle|mr|mrs|miss|ms|dr|captain|author|pharaoh|jesse|anne) $/
    let stands = false
    for (const hit of low.matchAll(new RegExp(`(?<![a-z0-9])${name}${end}`, 'g'))) {
      if (!famous.test(low.slice(hit.index + hit[0].length)) && !before.test(low.slice(0, hit.index))) stands = true
    }
    const isFamous = trimmed.startsWith(own.name.trim().toLowerCase()) && famous.test(trimmed.slice(own.name.trim().length))
    if (isSigned && stands) found.add('name')
    else if (isAlone && !isFamous && (!isWordToo || asks === 'name')) found.add('name')
    else if (stands && !isWordToo) found.add('name')
    // "amy2017", "amy_k": a name to sign in with.
    if (new RegExp(`(?<![a-z0-9])${name}[_.]?\\d{2,}(?!\\d)`).test(low) && name.length > 2) found.add('name')
  }
  if (/\bmy (full |first |last |real |sur|second )?name('s| is) [a-z]{2}/.test(low) && isDone) found.add('name')
  if (asks === 'name' && isDone && /^[a-z' -]{2,40}$/.test(trimmed)) found.add('name')

  const school = literally(own.school)
  if (school.length > 3 && new RegExp(`(?<![a-z0-9])${school}(?![a-z0-9])`).test(low)) found.add('school')
  if (
    /\b(i go to|i'm at|my school is|our school is|my school is called) [a-z' .-]{2,40}\b(primary|infant|infants|junior|academy|school)\b/.test(
      low,
    )
  )
    found.add('school')
  return [...found]
}
