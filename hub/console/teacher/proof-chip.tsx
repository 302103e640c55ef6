import type { ClassProof } from '#core/contract/daily-proof.ts'
import type { Tile } from '#core/contract/list.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords } from '#hub/console/words/dates.ts'

/** Says that a tile did not open when the kiosks last tried the list by themselves; nothing where it did, or was not tried. */
export function ProofChip({ tile, proof }: { tile: Tile; proof: ClassProof | null }) {
  const found = proof?.notOpened.find((one) => one.tileId === tile.id)
  if (found === undefined || proof?.day == null) return null
  const when = proof.day === new Date().toISOString().slice(0, 10) ? 'today' : `on ${dayWords(Date.parse(proof.day))}`
  return (
    <Chip mark="wait">
      Did not open {when} on {count(found.kiosks, 'kiosk')}
    </Chip>
  )
}
