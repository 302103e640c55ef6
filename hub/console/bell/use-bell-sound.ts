import { useEffect, useRef, useState } from 'react'
import { type CallSound, makeCallSound } from '#hub/console/teacher/call-sound.ts'

const softlyEvery = 20_000
const loudlyEvery = 3_000
/** All that a note of the computer says. */
const words = 'Please open the worry box'

/**
 * Sound, and a note of the computer itself where it may show any. A browser lets a page do both only after a press, once
 * each time the page is loaded.
 */
export function useBellSound(kind: 'none' | 'rings' | 'siren'): { readonly on: boolean; readonly toggle: () => void } {
  const sound = useRef<CallSound | null>(null)
  const [on, setOn] = useState(false)
  useEffect(() => {
    if (!on || kind === 'none') return
    sound.current?.play()
    const note = showNote()
    const timer = setInterval(() => sound.current?.play(), kind === 'siren' ? loudlyEvery : softlyEvery)
    return () => {
      clearInterval(timer)
      note?.close()
    }
  }, [on, kind])
  useEffect(() => () => sound.current?.close(), [])
  const toggle = () => {
    sound.current ??= makeCallSound()
    if (!on && typeof Notification !== 'undefined' && Notification.permission === 'default') void Notification.requestPermission()
    setOn((now) => !now && sound.current !== null)
  }
  return { on, toggle }
}

function showNote(): Notification | null {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return null
  return new Notification(words, { tag: 'hedgerow-bell' })
}
