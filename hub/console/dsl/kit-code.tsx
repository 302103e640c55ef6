import { encode } from 'uqr'

/** White around the code, in its own squares: readers need four (ISO/IEC 18004). */
const quietZone = 4

/** The recovery key as a QR code of ink on white, whatever the theme, for a scanner that types what it reads. */
export function KitCode({ identity }: { identity: string }) {
  const { data, size } = encode(identity, { ecc: 'M', border: quietZone })
  return (
    <svg
      className="kit-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label="The recovery key as a QR code"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={darkSquares(data)} />
    </svg>
  )
}

/** One box for each run of dark squares in a row. */
export function darkSquares(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => row.map((dark, x) => (dark && row[x - 1] !== true ? `M${x} ${y}h${runFrom(row, x)}v1H${x}z` : '')))
    .join('')
}

function runFrom(row: readonly boolean[], start: number): number {
  const end = row.indexOf(false, start)
  return (end < 0 ? row.length : end) - start
}
