/** Milliseconds of a processor that this thread has had: what waits while others run does not count, nor does collecting garbage in other threads. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
