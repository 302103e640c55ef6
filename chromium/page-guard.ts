/**
 * Runs before any script of the page, in the page's own world and every frame: takes away what has no place in a
 * kiosk and cannot be refused from outside (measured: a permission set to "denied" does not stop these).
 */
export const takenAway = `(() => {
  const drop = (owner, name) => { try { if (owner) delete owner[name] } catch {} }
  for (const name of ['EyeDropper', 'documentPictureInPicture', 'PaymentRequest', 'showOpenFilePicker', 'showSaveFilePicker',
    'showDirectoryPicker', 'queryLocalFonts', 'getScreenDetails', 'RTCPeerConnection', 'webkitRTCPeerConnection',
    'WebTransport', 'PresentationRequest', 'fetchLater', 'launchQueue']) drop(globalThis, name)
  drop(globalThis.Element?.prototype, 'requestPointerLock')
  drop(globalThis.HTMLVideoElement?.prototype, 'requestPictureInPicture')
  drop(globalThis.HTMLVideoElement?.prototype, 'webkitEnterFullscreen')
  drop(globalThis.HTMLVideoElement?.prototype, 'webkitEnterFullScreen')
  for (const name of ['keyboard', 'registerProtocolHandler', 'unregisterProtocolHandler', 'share', 'canShare', 'getDisplayMedia',
    'presentation', 'bluetooth', 'usb', 'serial', 'hid', 'xr', 'virtualKeyboard']) drop(globalThis.Navigator?.prototype, name)
  drop(globalThis.MediaDevices?.prototype, 'getDisplayMedia')
  drop(globalThis.ServiceWorkerRegistration?.prototype, 'backgroundFetch')
  // Many pages call these without looking whether they are there.
  for (const name of ['print', 'moveTo', 'moveBy', 'resizeTo', 'resizeBy']) { try { globalThis[name] = () => {} } catch {} }
})()`

/** The world of the guard and the name through which it speaks; a page sees neither. */
export const guardWorld = 'hedgerow-guard'
export const guardBinding = 'hedgerowGuard'

/**
 * Runs in a world of its own beside the page, which cannot see or change it. Keys that belong to the browser, the menu
 * of the right button, new windows by a modifier, and dragging a link or a file in do nothing; a trusted press is told,
 * and so is F6, which goes from the page to the bar and back.
 */
export const guardScript = `(() => {
  const tell = globalThis.${guardBinding}
  const stop = (event) => event.preventDefault()
  const plain = new Set(['a', 'c', 'v', 'x', 'z', 'y'])
  const taken = (event) => {
    if (event.getModifierState('AltGraph')) return false
    if (/^F\\d+$/.test(event.key) || /^(Browser|Launch|Media|Audio)/.test(event.key)) return true
    if (event.key === 'ContextMenu' || event.key === 'PrintScreen' || event.key === 'Help') return true
    if (event.key === 'Escape' && event.shiftKey) return true
    if (event.altKey || event.metaKey) return true
    return event.ctrlKey && !(plain.has(event.key.toLowerCase()) && !event.shiftKey) && !/^(Arrow|Home|End|Backspace|Delete|Control|Shift)/.test(event.key)
  }
  const capture = { capture: true, passive: false }
  let toldAt = -Infinity
  const press = (event) => {
    if (!event.isTrusted || event.timeStamp - toldAt < 250) return
    toldAt = event.timeStamp
    try { tell?.('pressed') } catch {}
  }
  // From pane to pane by F6, as in every browser: a child with a keyboard alone must reach the bar.
  addEventListener('keydown', (event) => { if (event.isTrusted && event.key === 'F6') { event.stopImmediatePropagation(); try { tell?.('pane') } catch {} } }, capture)
  for (const kind of ['keydown', 'keyup', 'keypress']) addEventListener(kind, (event) => { if (taken(event)) stop(event) }, capture)
  for (const kind of ['pointerdown', 'keydown', 'touchstart']) addEventListener(kind, press, { capture: true, passive: true })
  addEventListener('contextmenu', stop, capture)
  addEventListener('auxclick', stop, capture)
  addEventListener('mousedown', (event) => { if (event.button !== 0) stop(event) }, capture)
  addEventListener('click', (event) => { if (event.isTrusted && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) stop(event) }, capture)
  addEventListener('wheel', (event) => { if (event.ctrlKey) stop(event) }, capture)
  addEventListener('dragstart', (event) => { if (event.composedPath().some((node) => node instanceof HTMLAnchorElement || node instanceof HTMLImageElement)) stop(event) }, capture)
  for (const kind of ['dragover', 'drop']) addEventListener(kind, stop)
  document.addEventListener('pointerlockchange', () => { if (document.pointerLockElement) document.exitPointerLock() }, true)
  document.addEventListener('fullscreenchange', () => { if (document.fullscreenElement) document.exitFullscreen() }, true)
})()`
