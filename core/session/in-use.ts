const touchedWithin = 60_000

/**
 * Does a computer count as in use, for the picture of how many children could have told? Touched within a minute, and signed in
 * for two: a child who goes from one computer to another has left the first for longer than a minute before the second counts,
 * so that who changes places is not counted twice. Milliseconds.
 */
export function isInUse(signedInFor: number, stillFor: number): boolean {
  return signedInFor >= 2 * touchedWithin && stillFor <= touchedWithin
}
