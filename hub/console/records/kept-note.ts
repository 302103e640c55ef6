const place = 'hedgerow-record'

/** The newest checkpoint that this browser saw, so that it notices when the record is no longer that one. Nothing else is kept. */
export function keptNote(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

/** How long the record of a note was; 0 without one. */
export function sizeOfNote(note: string | null): number {
  const size = Number(note?.split('\n')[1] ?? 0)
  return Number.isSafeInteger(size) && size > 0 ? size : 0
}

export function keepNote(note: string): void {
  try {
    localStorage.setItem(place, note)
  } catch {
    // A browser that keeps nothing notices nothing of the past; the kiosks do.
  }
}
