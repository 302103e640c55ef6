/** First on every page of notes, locked or not. */
export function NineStrip() {
  return (
    <div className="nine">
      <b>999</b>
      <span>Is somebody in danger now? Ring first. Nothing here needs filling in before you do.</span>
    </div>
  )
}
