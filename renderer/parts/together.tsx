/** Keeps words with a hyphen on one line: a "grown-up" is not cut in two. */
export function Together({ text }: { readonly text: string }) {
  return text.split(/(\S+-\S+)/).map((part, place) =>
    part.includes('-') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move.
      <span key={place} className="together">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
