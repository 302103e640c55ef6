/** Two soft notes, a third apart, like a wooden bar: heard in a quiet room, no alarm. */
export interface CallSound {
  play(): void
  close(): void
}

/** Made by a press, since browsers let a page sound only then. Null where there is no audio. */
export function makeCallSound(): CallSound | null {
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()
  return {
    play() {
      note(context, 392, 0)
      note(context, 493.9, 0.28)
    },
    close() {
      void context.close()
    },
  }
}

function note(context: AudioContext, pitch: number, after: number): void {
  const at = context.currentTime + after
  const tone = context.createOscillator()
  const loudness = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = pitch
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(0.16, at + 0.02)
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.9)
  tone.connect(loudness).connect(context.destination)
  tone.start(at)
  tone.stop(at + 1)
}
