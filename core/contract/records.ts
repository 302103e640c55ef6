import { z } from 'zod'
import { Id } from './stage.ts'

/** How something left for the school's own file. */
export const ExportForm = z.enum(['text', 'pdf', 'csv'])
export type ExportForm = z.infer<typeof ExportForm>
/**
 * POST /api/dsl/exports -> {}: recorded before the file is made. The file is made in the browser: nothing of it comes to the
 * hub. 404 HG_NOT_FOUND when there is no such note or case.
 */
export const NoteExport = z.strictObject({ what: z.enum(['note', 'case']), id: Id, form: ExportForm })
