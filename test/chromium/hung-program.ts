/** A kiosk that hangs: `node hung-program.ts PID`, the process group that stands for its browser. */
import { watchOver } from '#chromium/watchdog.ts'

watchOver(Number(process.argv[2]), () => {}, { silence: 0.5, giveUp: 0.5 })
setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 200)
