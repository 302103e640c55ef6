import { chromiumRow } from './chromium-row.ts'
import type { ShellRow } from './driver.ts'
import { electronDoubleListeningRow, electronDoubleRow } from './electron-double.ts'
import { electronRow } from './electron-row.ts'

/** Every shell there is: the suite runs on each, and says so where one cannot run here. */
export const rows: readonly ShellRow[] = [chromiumRow, electronRow, electronDoubleRow, electronDoubleListeningRow]
