import type { Input } from 'electron'

export type Key = Pick<Input, 'key' | 'shift' | 'control' | 'alt' | 'meta'>

/** Copy, paste, cut, select all, undo, redo: what a child needs to write. */
const editing = ['a', 'c', 'v', 'x', 'y', 'z']
/** Function, browser, media, mail and menu keys: none of them has a meaning in a kiosk (B068, B077). */
const machineKey =
  /^(F\d+|Browser.*|Launch.*|Media.*|Mail.*|Zoom.*|ContextMenu|PrintScreen|Print|Find|Help|Open|Save|New|Close|Exit|Power|Sleep|WakeUp)$/

/**
 * May this key press go on to the page or to our screens? Everything that writes and moves may, no shortcut may but those of editing (B069).
 * AltGr comes as Ctrl+Alt with the letter it makes, and must type (B074); on a Mac the Option key does the same.
 */
export function isKeyAllowed(key: Key, isMac: boolean): boolean {
  if (machineKey.test(key.key)) return false
  const isLetter = [...key.key].length === 1
  if (key.control && key.alt) return isLetter && !key.meta && !isMac
  if (key.alt) return key.key === 'Alt' || key.key === 'AltGraph' || (isMac && isLetter && !key.control && !key.meta)
  const held = isMac ? key.meta : key.control
  const otherHeld = isMac ? key.control : key.meta
  if (otherHeld) return key.key === 'Meta' || key.key === 'Control'
  if (held) return key.key === 'Control' || key.key === 'Meta' || (editing.includes(key.key.toLowerCase()) && !key.shift)
  return true
}

/** F6 goes from the page to the bar and back, as it goes from pane to pane in every browser: the page itself never sees it. */
export function isNextPane(key: Key & Pick<Input, 'type'>): boolean {
  return key.type === 'keyDown' && key.key === 'F6' && !key.control && !key.alt && !key.meta
}
