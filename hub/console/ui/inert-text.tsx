/** Marks that turn the direction of text, other unseen controls and fillers: they can make words read as something else. */
const unseen = /[^\P{C}\n\t]|[\u2028\u2029\u115f\u1160\u3164]/gu
/** More than three marks stacked on one letter are there to break a page. */
const stacked = /(\p{M}{3})\p{M}+/gu
const longest = 12_000

/** Text that somebody else wrote, made harmless: no unseen marks, no towers of accents, no endless length. */
export function inert(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}… (cut: it goes on for ${text.length} letters)` : text
  return short.replace(unseen, ' ').replace(stacked, '$1')
}

/** Shows text from outside as text: never a link, never markup, its own direction kept to itself, in a box that it cannot leave. */
export function InertText({ text, label }: { text: string; label?: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="inert-box" aria-label={label ?? 'Text as it was written'} tabIndex={0}>
      <bdi dir="auto">{inert(text)}</bdi>
    </section>
  )
}
