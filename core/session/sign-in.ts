import type { Pupil, SchoolClass } from '#core/contract/school.ts'
import { secretWords } from '#core/contract/school.ts'
import { type Context, shuffled } from './context.ts'

/** Wrong tries in a row before the child is sent to the teacher, and how long this kiosk then asks for no pictures of that child. */
const triesBeforeTeacher = 3
const teacherWait = 60_000

export interface SignIn {
  showClasses(): void
  pickClass(classId: string): void
  pickPupil(pupilId: string): void
  pickGroup(groupId: string): void
  trySecret(pictures: readonly string[]): Promise<'right' | 'wrong' | 'ask-teacher'>
  back(): void
}

/** Class picture, own picture, three pictures: all from the school's last good document, with the hub or without it. */
export function createSignIn(context: Context, onSignedIn: () => void, hasLetters: () => boolean): SignIn {
  let pupil: Pupil | null = null
  let isChecking = false
  const wrong = new Map<string, { count: number; askTeacherUntil: number }>()

  const classCard = (from: SchoolClass) => ({ id: from.id, name: from.name, stage: from.stage, picture: from.picture })
  const face = (from: { id: string; name: string; picture: string }) => ({ id: from.id, name: from.name, picture: from.picture })

  function showClasses(): void {
    context.pickedClass = null
    pupil = null
    context.show({ kind: 'classes', classes: (context.held.school()?.classes ?? []).map(classCard) })
  }
  function showPupils(picked: SchoolClass): void {
    context.pickedClass = picked
    pupil = null
    const pupils = [...picked.pupils].sort((a, b) => a.name.localeCompare(b.name, 'en-GB')).map(face)
    const groups = picked.stage === 'eyfs' ? picked.groups.map(face) : []
    context.show({ kind: 'pupils', class: classCard(picked), pupils, groups, ...(hasLetters() ? { letters: true as const } : {}) })
  }
  function askTeacher(picked: SchoolClass, asked: Pupil): void {
    context.show({ kind: 'ask-teacher', class: classCard(picked), pupil: face(asked) })
  }
  function showSecret(picked: SchoolClass, asked: Pupil): void {
    const { secret } = context.ports.profiles[picked.stage]
    pupil = asked
    context.show({
      kind: 'secret',
      class: classCard(picked),
      pupil: face(asked),
      pictures: shuffled(secret.pictures.slice(0, secret.show)),
      choose: secret.choose,
    })
  }

  return {
    showClasses,
    pickClass(classId) {
      const picked = context.held.school()?.classes.find((one) => one.id === classId)
      if (picked !== undefined && context.person === null) showPupils(picked)
    },
    pickPupil(pupilId) {
      const picked = context.pickedClass
      const asked = picked?.pupils.find((one) => one.id === pupilId)
      if (picked === null || asked === undefined || context.person !== null) return
      const mustAsk = (wrong.get(pupilId)?.askTeacherUntil ?? 0) > context.ports.clock.steady()
      if (asked.secret === null || mustAsk) askTeacher(picked, asked)
      else showSecret(picked, asked)
    },
    pickGroup(groupId) {
      const picked = context.pickedClass
      const group = picked?.stage === 'eyfs' ? picked.groups.find((one) => one.id === groupId) : undefined
      if (picked === null || group === undefined || context.person !== null) return
      context.person = { class: picked, pupil: null, group }
      onSignedIn()
    },
    async trySecret(pictures) {
      const picked = context.pickedClass
      const asked = pupil
      if (picked === null || asked?.secret == null || context.person !== null || context.screen().kind !== 'secret' || isChecking)
        return 'wrong'
      const { secret } = context.ports.profiles[picked.stage]
      isChecking = true
      const isRight = await context.ports.secrets.matches(secretWords(pictures, secret.ordered), asked.secret).finally(() => {
        isChecking = false
      })
      // The child went back, or another one sat down, while the hash was worked out.
      if (pupil !== asked || context.screen().kind !== 'secret') return 'wrong'
      if (isRight) {
        wrong.delete(asked.id)
        context.person = { class: picked, pupil: asked, group: null }
        onSignedIn()
        return 'right'
      }
      const count = (wrong.get(asked.id)?.count ?? 0) + 1
      if (count < triesBeforeTeacher) {
        wrong.set(asked.id, { count, askTeacherUntil: 0 })
        showSecret(picked, asked)
        return 'wrong'
      }
      wrong.set(asked.id, { count: 0, askTeacherUntil: context.ports.clock.steady() + teacherWait })
      askTeacher(picked, asked)
      return 'ask-teacher'
    },
    back() {
      const kind = context.screen().kind
      if (kind === 'pupils') showClasses()
      else if ((kind === 'secret' || kind === 'ask-teacher') && context.pickedClass !== null) showPupils(context.pickedClass)
    },
  }
}
