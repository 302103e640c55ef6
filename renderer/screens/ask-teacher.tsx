import { call } from '../bridge.ts'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

export function AskTeacherScreen(_: Given<'ask-teacher'>) {
  const words = useWords()
  return (
    <CalmScreen mood="listening" title={words('askTeacher.title')} line={words('askTeacher.line')} aloud>
      <Press className="btn go" mark="back" act={() => void call('sign-in.back', {})}>
        {words('askTeacher.back')}
      </Press>
    </CalmScreen>
  )
}
