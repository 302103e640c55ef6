import { expect, it } from 'vitest'
import { isKeyAllowed, type Key } from '#electron/keys.ts'

function key(combination: string): Key {
  const parts = combination === '+' ? ['+'] : combination.split('+')
  return {
    key: parts.at(-1) ?? '',
    shift: parts.includes('Shift'),
    control: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    meta: parts.includes('Meta'),
  }
}

it.each([
  'a',
  'A',
  'é',
  '€',
  ' ',
  '+',
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'ArrowLeft',
  'PageDown',
  'Shift+A',
  'Shift+Tab',
  'Dead',
  'Process',
])('B074 lets a child type %s', (combination) => expect(isKeyAllowed(key(combination), false)).toBe(true))

it.each(['Ctrl+a', 'Ctrl+c', 'Ctrl+v', 'Ctrl+x', 'Ctrl+z', 'Ctrl+y', 'Ctrl+Control'])('lets a child edit with %s', (combination) =>
  expect(isKeyAllowed(key(combination), false)).toBe(true),
)

it.each(['Ctrl+Alt+€', 'Ctrl+Alt+@', 'Ctrl+Alt+ł'])('B074 lets AltGr type: %s', (combination) =>
  expect(isKeyAllowed(key(combination), false)).toBe(true),
)

it.each([
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'F24', 'Shift+F10'],
  ...['Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Ctrl+Shift+Escape', 'Ctrl+Shift+N', 'Ctrl+Shift+T', 'Ctrl+Shift+Delete'],
  ...['n', 't', 'w', 'l', 'p', 'o', 's', 'f', 'g', 'h', 'd', 'u', 'j', 'r', 'q', 'k', 'e', 'Tab', '1', '9', '-', '0', 'F4'].map(
    (one) => `Ctrl+${one}`,
  ),
  ...['Alt+F4', 'Alt+Tab', 'Alt+ArrowLeft', 'Alt+Home', 'Alt+f', 'Alt+ ', 'Ctrl+Alt+Delete', 'Ctrl+Alt+F2'],
  ...['Meta+d', 'Meta+r', 'Meta+Tab', 'Ctrl+Meta+Enter'],
])('B068 B069 keeps %s from everything', (combination) => expect(isKeyAllowed(key(combination), false)).toBe(false))

it.each([
  'BrowserBack',
  'BrowserHome',
  'BrowserSearch',
  'LaunchMail',
  'LaunchApplication1',
  'MediaPlayPause',
  'ContextMenu',
  'PrintScreen',
])('B077 ignores the key %s', (name) => expect(isKeyAllowed(key(name), false)).toBe(false))

it.each([
  ['Meta+c', true],
  ['Meta+q', false],
  ['Meta+w', false],
  ['Meta+Alt+i', false],
  ['Ctrl+c', false],
  ['Alt+ø', true],
  ['Ctrl+Alt+i', false],
])('on a Mac, %s is allowed: %s', (combination, allowed) => expect(isKeyAllowed(key(combination), true)).toBe(allowed))
