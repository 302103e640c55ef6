/** What one part of the bench found, ready to be printed: as columns, and as rows of `docs/performance.md`. */
export interface Table {
  readonly title: string
  /** The first column is the name of the row. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The load average of the last minute when it was measured. */
  readonly load: number
}

/** How long to measure: `quick` to try the bench itself, `usual` for everybody, `full` for what is published. */
export type Depth = 'quick' | 'usual' | 'full'

export interface Section {
  readonly name: string
  /** Measures; gives each table as soon as it is known, and at the end everything as data. */
  run(depth: Depth, show: (table: Table) => void): Promise<unknown>
}

/** One of three, by the depth. */
export const byDepth = <T>(depth: Depth, quick: T, usual: T, full: T): T => ({ quick, usual, full })[depth]

/** A number for people: `-` for none, one decimal below ten. */
export const whole = (value: number | null): string =>
  value === null ? '-' : value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')

/** The table in columns of plain text: what the console shows and `docs/performance.md` keeps. */
export function printed({ title, columns, rows, load }: Table): string {
  const all = [['', ...columns.slice(1)], ...rows.map((row) => [...row])]
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  )
  return [`${title}; load ${load.toFixed(2)}`, ...lines].join('\n')
}
