/** Most characters of one event; the hub's have a few hundred. */
const longestEvent = 65_536

/**
 * Reads server-sent events out of a stream of text. Feed it each piece; it gives the `data` of the events that are whole.
 * Throws when an event grows beyond all measure.
 */
export function eventLines(): (piece: string) => string[] {
  let rest = ''
  let event: string[] = []
  return (piece) => {
    const whole: string[] = []
    const lines = (rest + piece).split(/\r\n|\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) event.push(line.slice(5).replace(/^ /, ''))
      else if (line === '' && event.length > 0) {
        whole.push(event.join('\n'))
        event = []
      }
    }
    if (rest.length + event.reduce((sum, line) => sum + line.length, 0) > longestEvent) throw new Error('an event is too long')
    return whole
  }
}
