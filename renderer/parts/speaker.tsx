import { say, useCanSay } from '../speech.ts'
import { useWords } from '../words.ts'
import { Press } from './press.tsx'

interface SpeakerProps {
  readonly lines: readonly string[]
  /** Names what is heard, where several speakers are on one screen. */
  readonly what?: string
  readonly className?: string
}

/** Reads the lines aloud on a press; not there when this machine can't. */
export function Speaker({ lines, what, className = 'btn say' }: SpeakerProps) {
  const words = useWords()
  if (!useCanSay(lines)) return null
  return (
    <Press
      className={className}
      mark="speaker"
      label={what === undefined ? words('speak') : words('speakWhat', { what })}
      act={() => say(lines)}
    >
      <span className="ic speaker" />
    </Press>
  )
}
