import type { ExportForm } from '#core/contract/records.ts'
import { asCsv, asText, type Paper } from '#core/records/paper.ts'
import { asPdf } from './as-pdf.ts'
import { paperFont } from './paper-font.ts'

/** Gives a paper to the person: as text into the clipboard, else as a file among the downloads. Throws ApiFault HUB_OUT_OF_REACH. */
export async function savePaper(name: string, form: ExportForm, paper: Paper): Promise<void> {
  if (form === 'text') await navigator.clipboard.writeText(asText(paper))
  else if (form === 'csv') saveFile(`${name}.csv`, 'text/csv', asCsv(paper))
  else saveFile(`${name}.pdf`, 'application/pdf', await asPdf(paper, await paperFont(), new Date()))
}

/** Has the browser save bytes under a name. They go from this page to the disk, and to nobody else. */
function saveFile(name: string, type: string, bytes: BlobPart): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
