import { Howl, Howler } from 'howler'
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'

/** Never louder than this, whatever the machine's own volume: headphones on small ears. */
const loudest = 0.7

const indexes = import.meta.glob<Record<string, string>>('../assets/voice/*/index.json', { eager: true, import: 'default' })
const clips = import.meta.glob<string>('../assets/voice/*/*.{ogg,wav}', { eager: true, query: '?url', import: 'default' })
const loaded = new Map<string, Howl>()
let stopNow: () => void = () => undefined

function clipOf(text: string): string | null {
  const folder = `../assets/voice/${i18next.language}`
  const file = indexes[`${folder}/index.json`]?.[text]
  return file === undefined ? null : (clips[`${folder}/${file}`] ?? null)
}

/** A voice of this machine only: one that sends the words elsewhere is not used. */
function localVoice(): SpeechSynthesisVoice | null {
  if (typeof speechSynthesis === 'undefined') return null
  const language = (i18next.language ?? 'en').slice(0, 2)
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language)) ?? null
}

/** Can every one of these lines be heard here? If not, the speaker is not shown: a button that does nothing teaches nothing. */
export function canSay(lines: readonly string[]): boolean {
  return lines.length > 0 && (localVoice() !== null || lines.every((line) => clipOf(line) !== null))
}

/** Says the lines one after the other, and stops whatever was being said. */
export function say(lines: readonly string[]): void {
  hush()
  let isStopped = false
  let stopLine: () => void = () => undefined
  stopNow = () => {
    isStopped = true
    stopLine()
  }
  const next = (rest: readonly string[]) => {
    const [line, ...later] = rest
    if (line === undefined || isStopped) return
    const clip = clipOf(line)
    const then = () => next(later)
    stopLine = clip === null ? sayByVoice(line, then) : playClip(clip, then)
  }
  next(lines)
}

export function hush(): void {
  stopNow()
  stopNow = () => undefined
}

/** Says no more, and lets go of every clip that was heard: after a picture story, the clips alone would tell it. */
export function forgetClips(): void {
  hush()
  for (const howl of loaded.values()) howl.unload()
  loaded.clear()
}

function playClip(url: string, then: () => void): () => void {
  Howler.volume(loudest)
  const howl = loaded.get(url) ?? new Howl({ src: [url] })
  loaded.set(url, howl)
  howl.off()
  howl.once('end', then)
  howl.once('loaderror', then)
  howl.once('playerror', then)
  howl.play()
  return () => {
    howl.off()
    howl.stop()
  }
}

function sayByVoice(line: string, then: () => void): () => void {
  const voice = localVoice()
  if (voice === null) {
    then()
    return () => undefined
  }
  const utterance = new SpeechSynthesisUtterance(line)
  utterance.voice = voice
  utterance.rate = 0.9
  utterance.volume = loudest
  utterance.onend = then
  speechSynthesis.speak(utterance)
  return () => {
    utterance.onend = null
    speechSynthesis.cancel()
  }
}

/** The same as `canSay`, and drawn again when the machine's voices arrive, which some do late. */
export function useCanSay(lines: readonly string[]): boolean {
  return useSyncExternalStore(onVoices, () => canSay(lines))
}
function onVoices(changed: () => void): () => void {
  if (typeof speechSynthesis === 'undefined') return () => undefined
  speechSynthesis.addEventListener('voiceschanged', changed)
  return () => speechSynthesis.removeEventListener('voiceschanged', changed)
}
