import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { few } from '#test/few.ts'
import { answerAt, companionHost, pageAt } from '#test/sites/lab.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'

const functionKeys = [
  'F1',
  'F3',
  'F5',
  'F7',
  'F10',
  'F11',
  'F12',
  'ctrl+shift+i',
  'ctrl+shift+j',
  'ctrl+shift+c',
  'ctrl+shift+Escape',
  'ctrl+F5',
  'shift+F10',
  'alt+F4',
  'Menu',
]
const windowKeys = [
  'ctrl+n',
  'ctrl+t',
  'ctrl+w',
  'ctrl+l',
  'ctrl+p',
  'ctrl+o',
  'ctrl+s',
  'ctrl+f',
  'ctrl+g',
  'ctrl+h',
  'ctrl+d',
  'ctrl+shift+n',
  'ctrl+shift+t',
  'ctrl+Tab',
  'ctrl+1',
  'ctrl+9',
  'ctrl+plus',
  'ctrl+minus',
  'alt+d',
  'alt+e',
  'alt+f',
  'ctrl+shift+o',
  'ctrl+shift+a',
  'ctrl+shift+m',
  'ctrl+q',
]
const mediaKeys = [
  'XF86Back',
  'XF86Forward',
  'XF86Reload',
  'XF86Stop',
  'XF86HomePage',
  'XF86Search',
  'XF86Mail',
  'XF86Calculator',
  'XF86Favorites',
  'XF86WWW',
  'XF86Explorer',
  'XF86Close',
  'XF86New',
  'XF86Open',
  'XF86Save',
  'XF86ZoomIn',
]

describe('C7 Keyboard, in Chromium', () => {
  const room = breakoutRoom()

  async function nothingHappens(keys: readonly string[]): Promise<void> {
    await room.kiosk.visit(pageAt('lab'))
    await room.kiosk.hands.press(640, 500)
    const before = await room.kiosk.inPage('[location.href, performance.timeOrigin, devicePixelRatio, visualViewport.scale]')
    for (const key of few(keys, 8)) {
      await room.kiosk.hands.keys(key)
      await pause(120)
      expect([key, await room.windows(), room.pageIsWhole()]).toEqual([key, 3, true])
    }
    expect(await room.kiosk.inPage('[location.href, performance.timeOrigin, devicePixelRatio, visualViewport.scale]')).toEqual(before)
    expect(room.kiosk.faults).toEqual([])
  }
  test('B068 the function keys and the keys of the developer tools do nothing', () => nothingHappens(functionKeys))
  test('B069 the keys for windows, tabs, places and size do nothing', () => nothingHappens(windowKeys))
  test('B077 the keys with pictures on them do nothing', () => nothingHappens(mediaKeys))

  // On a real keyboard layout, as a British keyboard has it: xdotool's own way for letters that no key has is to rename keys
  // while it types, which a browser under load may learn of too late.
  test('B074 letters that take more than one key are written', async () => {
    const { display } = room.kiosk.shell
    const env = { ...process.env, DISPLAY: display?.name ?? '', XAUTHORITY: display?.authority ?? '' }
    execFileSync('setxkbmap', ['-layout', 'gb'], { env })
    await room.kiosk.visit(pageAt('<input id="box" style="width:600px;height:80px">'))
    await room.kiosk.hands.press(300, barHeight + 40)
    // Written anew where a busy machine has lost a press: what counts is that it can be written.
    const write = (text: string, ...keys: string[]): Promise<void> =>
      room.kiosk.eventually(`${text} can be written`, async () => {
        await room.kiosk.hands.keys('ctrl+a', 'BackSpace', ...keys)
        await pause(300)
        return (await room.kiosk.inPage(`document.getElementById('box').value`)) === text
      })
    await write('Zoë', 'Z', 'o', 'dead_diaeresis', 'e')
    await write('café', 'c', 'a', 'f', 'eacute')
    await write('£3@€', 'sterling', '3', 'at', 'EuroSign')
    // The keys that we keep from every window are still ours in the new layout.
    await room.kiosk.hands.keys('ctrl+n', 'ctrl+t', 'shift+Escape')
    await pause(graceMs)
    expect(await room.windows()).toBe(3)
    expect(room.barIsWhole()).toBe(true)
  })

  test('B075 keys that are pressed while a page loads, or after it died, open nothing', async () => {
    const keys = ['ctrl+n', 'ctrl+t', 'F11', 'F12', 'ctrl+o', 'ctrl+l', 'ctrl+u', 'ctrl+shift+n', 'alt+Home', 'ctrl+w', 'F5', 'Return']
    const opening = room.kiosk.shell.openPage(pageAt('lab'))
    await room.kiosk.hands.keys(...keys)
    await opening
    room.kiosk.shell.showPage()
    await room.kiosk.hands.keys(...keys)
    await room.kiosk.eventually('the page is there', () => room.kiosk.events.some((event) => event.kind === 'ready'))
    await room.kiosk.page.crash()
    await room.kiosk.until((event) => event.kind === 'crashed')
    await room.kiosk.hands.keys(...keys)
    await pause(graceMs)
    expect(await room.windows()).toBe(3)
    expect(room.barIsWhole()).toBe(true)
    expect(room.kiosk.faults).toEqual([])
    await room.barAnswers()
  })

  test('B078 a page that takes every key for itself does not take the one that goes to our bar', async () => {
    const taker = `<button accesskey="t" onclick="document.title='taken'">t</button><script>
      for (const kind of ['keydown', 'keyup', 'keypress']) for (const at of [window, document])
        at.addEventListener(kind, (event) => { if (kind === 'keydown' && at === window && event.key === 'a') globalThis.heard = (globalThis.heard ?? 0) + 1; event.preventDefault(); event.stopImmediatePropagation(); if (event.key === 'F6') document.title = 'taken' }, true)
    </script>`
    await room.kiosk.visit(pageAt(`${taker}<iframe src="${answerAt(taker, { host: companionHost }).replaceAll('"', '&quot;')}"></iframe>`))
    await room.kiosk.hands.press(640, 500)
    // By the keys themselves: a window's own word on who has them is not to be trusted here.
    const listen = `(() => { globalThis.heard = 0; addEventListener('keydown', (event) => { if (event.key === 'a') globalThis.heard += 1 }, true) })()`
    await room.kiosk.shell.run?.screens.evaluate('bar', listen)
    const heard = async (): Promise<readonly unknown[]> => {
      await room.kiosk.hands.keys('a')
      await pause(100)
      return [await room.kiosk.inPage('globalThis.heard'), await room.kiosk.shell.run?.screens.evaluate('bar', 'globalThis.heard')]
    }
    await room.kiosk.eventually('the page has the keys', async () => Number((await heard())[0]) > 0)
    await room.kiosk.hands.keys('F6')
    await room.kiosk.eventually('the bar has the keys', async () => Number((await heard())[1]) > 0)
    expect(await room.kiosk.inPage('document.title')).not.toBe('taken')
  })
})
