import { HedgerowError } from '#core/contract/errors.ts'

/** Names what SQLite or the file system said about the disk; anything else comes back as it was. */
export function diskFault(fault: unknown): unknown {
  if (fault instanceof HedgerowError || !(fault instanceof Error)) return fault
  const code = diskCode(fault)
  return code === null ? fault : new HedgerowError(code, '', { cause: fault })
}

/** SQLite's primary result codes, sqlite.org/rescode.html. */
const sqliteCodes: Readonly<Record<number, 'HG_DISK_FULL' | 'HG_FOLDER_UNWRITABLE' | 'HG_DATABASE_DAMAGED'>> = {
  8: 'HG_FOLDER_UNWRITABLE', // READONLY
  10: 'HG_FOLDER_UNWRITABLE', // IOERR
  11: 'HG_DATABASE_DAMAGED', // CORRUPT
  13: 'HG_DISK_FULL', // FULL
  14: 'HG_FOLDER_UNWRITABLE', // CANTOPEN
  26: 'HG_DATABASE_DAMAGED', // NOTADB
}

function diskCode(fault: Error) {
  if ('errcode' in fault && typeof fault.errcode === 'number') return sqliteCodes[fault.errcode & 0xff] ?? null
  const code = 'code' in fault ? fault.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'HG_DISK_FULL'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOENT')
    return 'HG_FOLDER_UNWRITABLE'
  return null
}
