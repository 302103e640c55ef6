import { useWords } from '../words.ts'

/** Across the top of every screen of a practice. */
export function PracticeBanner({ isOn }: { readonly isOn: boolean }) {
  const words = useWords()
  return isOn ? (
    <p className="practice-banner" role="note">
      {words('practice.banner')}
    </p>
  ) : null
}
