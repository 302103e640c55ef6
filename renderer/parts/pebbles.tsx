/** A row of pebbles: `done` of them are filled. They never show what filled them. */
export function Pebbles({ all, done, label }: { readonly all: number; readonly done: number; readonly label: string }) {
  return (
    <div className="pebbles" role="img" aria-label={label}>
      {Array.from({ length: all }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pebble is nothing but its place.
        <i key={place} className={place < done ? 'on' : ''} />
      ))}
    </div>
  )
}
