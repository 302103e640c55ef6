import { describe, expect, test } from 'vitest'
import { pageAt } from '#test/sites/lab.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'

describe('C17 Input and the adult button, in Chromium', () => {
  const room = breakoutRoom()

  test('B140 a page hears nothing of what is done on our bar, and cannot press on it', async () => {
    const kinds = ['pointerdown', 'pointermove', 'mousedown', 'click', 'keydown', 'keypress', 'wheel']
    await room.kiosk.visit(
      pageAt(`<script>window.heard = []
        for (const kind of ${JSON.stringify(kinds)}) addEventListener(kind, (event) => { if (event.isTrusted) heard.push(kind) }, true)</script>`),
    )
    const heard = (): Promise<readonly string[]> => room.kiosk.inPage('heard.splice(0)')
    // It hears what is done on itself, so that silence means something.
    await room.kiosk.hands.press(640, 500)
    await room.kiosk.hands.keys('a')
    await room.kiosk.eventually('the page hears its own', async () => (await heard()).includes('keydown'))

    await room.kiosk.hands.keys('F6')
    const barHasKeys = async (): Promise<boolean> => (await room.kiosk.shell.run?.screens.evaluate('bar', 'document.hasFocus()')) === true
    await room.kiosk.eventually('the bar has the keys', barHasKeys)
    await room.barAnswers()
    await heard()
    await room.kiosk.hands.keys('a', 'b')
    await room.barAnswers()
    await pause(graceMs)
    expect(await heard()).toEqual([])

    const presses = (): number => room.kiosk.calls.filter((call) => call.name === 'tell.press').length
    const before = presses()
    await room.kiosk.inPage(`(() => {
      for (const y of [-54, 50, 0]) for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
        const event = new MouseEvent(kind, { bubbles: true, composed: true, cancelable: true, clientX: 640, clientY: y, screenX: 640, screenY: 50 })
        for (const at of [document.elementFromPoint(640, y) ?? document.body, document, window]) at.dispatchEvent(event)
      }
      for (const to of [window.opener, window.parent, window.top]) { try { to?.postMessage({ name: 'tell.press', kind: 'call' }, '*') } catch {} }
    })()`)
    await pause(graceMs)
    expect(presses()).toBe(before)
    expect(room.pageIsWhole()).toBe(true)
  })
})
