import { spawn } from 'node:child_process'

/** How often this process says that it is alive, within the time that it may be silent. */
const beats = 8

export interface Patience {
  /** A kiosk that has said nothing for so many seconds hangs: its browser is ended, and nothing of the page remains. */
  readonly silence: number
  /** One that says nothing for so many more is ended itself, so that whoever started it starts it again. */
  readonly giveUp: number
}

/**
 * Well above the longest time that the kiosk was ever seen busy by itself (a hostile PAC file: 0.3 s; its own start on a
 * crowded machine: under 3 s); every request of the page waits meanwhile, so nothing new can be shown.
 */
export const usualPatience: Patience = { silence: 8, giveUp: 30 }

/**
 * Bash, since it is on every machine that we run on and takes 4 MB: Node would take 40. Signals for all of the kiosk are
 * not for it; at the end of its input (the kiosk is dead) it ends the browser as well.
 */
const script = `
trap '' INT TERM HUP
browser=$1 kiosk=$2 silence=$3 give_up=$4
hear() { IFS= read -r -t "$1" word; }
while :; do
  hear "$silence"
  status=$?
  [ "$status" -eq 0 ] || break
  [ "$word" = end ] && exit 0
done
kill -s KILL -- "-$browser"
[ "$status" -gt 128 ] || exit 0
hear "$give_up"
[ "$?" -gt 128 ] && [ "$PPID" = "$kiosk" ] && kill -s KILL "$kiosk"
`

export interface Watchdog {
  /** The browser is gone: there is nothing more to watch. */
  stop(): void
}

/**
 * A process beside the kiosk's that hears it beat from its own thread: when that falls silent, it ends the browser (a
 * process group) by force. `missing` is told when it could not be run or died.
 */
export function watchOver(browser: number, missing: () => void, { silence, giveUp }: Patience = usualPatience): Watchdog {
  let isOver = false
  const lost = (): void => {
    if (isOver) return
    isOver = true
    clearInterval(timer)
    missing()
  }
  const dog = spawn('/bin/bash', ['-c', script, 'hedgerow-watchdog', `${browser}`, `${process.pid}`, `${silence}`, `${giveUp}`], {
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const timer = setInterval(() => dog.stdin.write('beat\n'), (silence * 1_000) / beats)
  timer.unref()
  dog.unref()
  if ('unref' in dog.stdin && typeof dog.stdin.unref === 'function') dog.stdin.unref()
  dog.once('error', lost)
  dog.once('exit', lost)
  dog.stdin.on('error', lost)
  return {
    stop() {
      if (isOver) return
      isOver = true
      clearInterval(timer)
      dog.stdin.end('end\n')
    },
  }
}
