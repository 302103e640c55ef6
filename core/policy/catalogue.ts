import type { PolicyEntry } from './approval.ts'
import { checkSections } from './catalogue-check.ts'
import { unpack } from './catalogue-format.ts'
import { CatalogueWriter } from './catalogue-writer.ts'
import { CompiledApprovals } from './compiled-approvals.ts'
import { type Policy, policyOfApprovals } from './policy.ts'

/**
 * Compiles a catalogue (up to a million approvals) into bytes that a kiosk or a hub opens at once. Takes what
 * `compilePolicy` takes, and approves the same. Throws HG_LIST_TOO_LONG when its addresses are together too long.
 */
export function compileCatalogue(entries: readonly PolicyEntry[], expiresAt: number | null): Uint8Array {
  return new CatalogueWriter(entries).finish(expiresAt)
}

/**
 * Opens a compiled catalogue: a policy for `judge`. The bytes are kept, not copied, and must not be changed afterwards.
 * Throws HG_CATALOGUE_DAMAGED or HG_CATALOGUE_VERSION. Says nothing about who made it: a signature must.
 */
export function openCatalogue(bytes: Uint8Array): Policy {
  const { counts, sections, expiresAt } = unpack(bytes)
  checkSections(counts, sections)
  return policyOfApprovals(new CompiledApprovals(sections), expiresAt)
}

/** Do the bytes begin as a compiled catalogue does? No JSON text does. */
export function isCatalogue(bytes: Uint8Array): boolean {
  return bytes[0] === 0x48 && bytes[1] === 0x47 && bytes[2] === 0x43 && bytes[3] === 0x54
}
