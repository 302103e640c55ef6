import { useState } from 'react'
import { type FineWords, fineWordsLimits } from '#core/contract/fine-words.ts'
import { AllowedTyping } from '#core/contract/personal.ts'
import { ourPhrasesIn } from '#hub/console/listing/our-phrases.ts'
import { webAddress } from '#hub/console/listing/pasted.ts'
import { Field } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'

const askWords: Readonly<Record<AllowedTyping, string>> = {
  name: 'the child’s own name',
  password: 'a password',
}

/** Host and path, as the kiosk compares them (`pageAddress` of core/guard); empty when it is no address. */
function hostAndPath(text: string): string {
  const parsed = URL.parse(webAddress(text.trim()) ?? '')
  return parsed === null || parsed.host === '' ? '' : `${parsed.hostname}${parsed.pathname}`.slice(0, 2_000)
}

/** What a tile's pages may be told without the child being asked first. */
export function MayAskFor({ allowed, onChange }: { allowed: readonly AllowedTyping[]; onChange: (allowed: AllowedTyping[]) => void }) {
  return (
    <fieldset className="panel">
      <legend>Signing in there needs</legend>
      {AllowedTyping.options.map((one) => (
        <label key={one} className="tick">
          <input
            type="checkbox"
            checked={allowed.includes(one)}
            onChange={(event) =>
              onChange(AllowedTyping.options.filter((option) => (option === one ? event.target.checked : allowed.includes(option))))
            }
          />
          <span>
            <b>{askWords[one]}</b>
            <small>Ticked: children type it there without being asked to stop and think.</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Words of our list that are at home on one page of a tile. */
export function FineWordsEditor({ fine, onChange }: { fine: readonly FineWords[]; onChange: (fine: FineWords[]) => void }) {
  const [page, setPage] = useState('')
  const [words, setWords] = useState('')
  const [said, setSaid] = useState<string | null>(null)

  const add = () => {
    const address = hostAndPath(page)
    if (address === '') return setSaid('Paste the address of the page that was closed.')
    const { mayBeFine, close } = ourPhrasesIn(words)
    const isClosed = close.length === 0 ? '' : ` Not “${close.join('”, “')}”: a page with that is always closed.`
    if (mayBeFine.length === 0) return setSaid(`No word of these counts against a page.${isClosed}`)
    const before = fine.find((one) => one.page === address)?.phrases ?? []
    const phrases = [...new Set([...before, ...mayBeFine])]
    if (phrases.length > fineWordsLimits.phrases) return setSaid(`At most ${fineWordsLimits.phrases} phrases on one page.`)
    const others = fine.filter((one) => one.page !== address)
    if (others.length >= fineWordsLimits.pages) return setSaid(`At most ${fineWordsLimits.pages} pages.`)
    onChange([...others, { page: address, phrases }])
    setPage('')
    setWords('')
    setSaid(`Fine there from the next publication on: “${mayBeFine.join('”, “')}”.${isClosed}`)
  }

  return (
    <details className="panel" open={fine.length > 0}>
      <summary>Words that are fine on one page</summary>
      <p className="soft">
        For a good page that kiosks close for its words. They are fine on that one page alone; what is closed at once stays closed.
      </p>
      <ul className="plain-lines">
        {fine.map((one) => (
          <li key={one.page}>
            <bdi className="address">{inert(one.page)}</bdi>: {one.phrases.join(', ')}{' '}
            <button
              type="button"
              className="btn plain"
              aria-label={`Not fine any more: ${inert(one.page)}`}
              onClick={() => onChange(fine.filter((other) => other !== one))}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <Field label="Its address" value={page} onChange={setPage} spellCheck={false} maxLength={2_000} />
      <Field
        label="The words, as they stand there"
        value={words}
        onChange={setWords}
        maxLength={2_000}
        help="A sentence of the page will do. It stays in this browser."
      />
      <button type="button" className="btn" onClick={add}>
        These words are fine on this page
      </button>
      <p role="status">{said}</p>
    </details>
  )
}
