import { HedgerowError } from '#core/contract/errors.ts'
import { calmPicture } from './calm-picture.ts'
import type { KioskDisplay } from './display.ts'
import { everything, type IsThere } from './measures.ts'
import type { Found } from './self-check-canaries.ts'
import { keepWindows, type WindowKeeper } from './window-keeper.ts'
import { type TakenKey, xClient } from './x-client.ts'

const key = {
  escape: 0xff1b,
  f1: 0xffbe,
  f4: 0xffc1,
  f6: 0xffc3,
  tab: 0xff09,
  delete: 0xffff,
  letter: (letter: string): number => letter.charCodeAt(0),
}

/**
 * Keys that no window ever gets, because the browser would act on them even while the page hangs (measured: Shift+Esc
 * opens the task manager whatever a page's guard does).
 */
const takenKeys: readonly TakenKey[] = [
  { keysym: key.escape, shift: true },
  { keysym: key.f4, alt: true },
  { keysym: key.f4, control: true },
  { keysym: key.tab, alt: true },
  { keysym: key.tab, control: true },
  { keysym: key.delete, control: true, shift: true },
  ...['n', 't', 'w', 'o', 'p', 'q', 's', 'u', 'h', 'j', 'd', 'l', 'k', 'e'].map((letter) => ({
    keysym: key.letter(letter),
    control: true,
  })),
  ...['n', 't', 'w', 'p', 'i', 'j', 'c', 'o', 'a', 'm', 'd', 'b'].map((letter) => ({
    keysym: key.letter(letter),
    control: true,
    shift: true,
  })),
  // F1 to F12, but for F6, which goes between page and bar: page-guard.ts keeps it from the page.
  ...Array.from({ length: 12 }, (_, index) => ({ keysym: key.f1 + index })).filter(({ keysym }) => keysym !== key.f6),
]

/** What the kiosk does to a display. */
export interface HeldDisplay {
  readonly windows: WindowKeeper
  emptyClipboard(): Promise<void>
  /** Does a key that was taken reach us and nobody else? */
  keyIsTaken(): Promise<Found>
  /** Undoes all of it. */
  release(): void
}

/** Takes a display's windows and keys. Throws HG_NO_DISPLAY when another program holds its windows. */
export async function holdDisplay(display: Pick<KioskDisplay, 'number' | 'cookie'>, isThere: IsThere = everything): Promise<HeldDisplay> {
  const client = await xClient(display.number, display.cookie)
  client.paintRoot(calmPicture(client))
  if (isThere('keys')) await client.takeKeys(takenKeys)
  const windows = await keepWindows(client).catch(() => {
    client.close()
    throw new HedgerowError('HG_NO_DISPLAY', 'another program holds the windows of this display; end it, or unset DISPLAY')
  })
  return {
    windows,
    release: () => client.close(),
    emptyClipboard: () => client.emptyClipboard(),
    async keyIsTaken() {
      const tried = key.f1 + 7
      const gets = await client.getsKey(tried)
      if (gets === null) return 'cannot'
      if (gets) return 'held'
      // It did not come in time. It is lost only when somebody else could have it.
      const other = await xClient(display.number, display.cookie)
      return other
        .isFree(tried)
        .then((isFree): Found => (isFree ? 'leaked' : 'late'))
        .finally(() => other.close())
    },
  }
}
