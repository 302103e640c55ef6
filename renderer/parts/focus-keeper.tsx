import { useEffect } from 'react'
import { useRenderer } from '../store.ts'

/** When the button that had the keyboard's place has gone (the last leaf of a shelf, "show them all"), the heading takes it. */
export function FocusKeeper() {
  useRenderer()
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      document.querySelector('h1')?.focus({ preventScroll: true })
  })
  return null
}
