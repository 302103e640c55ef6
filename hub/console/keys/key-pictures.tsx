import type { ReportRecipients } from '#core/contract/school.ts'
import { keyFingerprint } from '#core/sealing/fingerprint.ts'
import { Picture } from '#hub/console/ui/picture.tsx'
import { pictureWords } from '#hub/console/ui/pictures.ts'

/** The keys of today as four pictures, for a person to hold beside those on a kiosk's staff pad. */
export function KeyPictures({ recipients }: { recipients: ReportRecipients }) {
  const { pictures, code } = keyFingerprint(recipients)
  return (
    <section className="panel">
      <h2>The pictures of these keys</h2>
      <p>
        Every computer that children use shows the same four on its staff pad, under “Show the reason”. Others there mean that it seals
        notes to other keys: look from time to time, and after each change. They are made in this browser from the keys that the hub shows
        to you.
      </p>
      <ol className="row">
        {pictures.map((name) => (
          <li key={name} className="row">
            <Picture name={name} /> {pictureWords(name)}
          </li>
        ))}
      </ol>
      <p>
        And to be sure, these letters: <code>{code}</code>
      </p>
    </section>
  )
}
