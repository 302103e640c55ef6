import { stages } from '#core/contract/stage.ts'
import { changeDraft, type Draft } from '#renderer/store.ts'
import { fakeBridge } from '../fake-bridge.ts'
import { sampleSteps } from '../steps.ts'
import { sampleView } from '../views.ts'

/** `?view=<name>&stage=<stage>`, the look's own wishes, `&draft={"step":"last"}` for a screen in the middle of its steps, and `&step=<name>` for one of steps.ts. Never shipped. */
const wishes = new URLSearchParams(location.search)
const stage = stages.find((one) => one === wishes.get('stage')) ?? 'ks1'
const bridge = fakeBridge()
window.hedgerow = bridge
await import('#renderer/main.tsx')
const before = wishes.get('before')
if (before !== null) bridge.show({ ...sampleView(before, stage), serial: 0 })
const step = sampleSteps.find((one) => one.stage === stage && one.name === wishes.get('step'))
if (step !== undefined) Object.assign(bridge.answers, step.answers)
bridge.show(step?.view ?? sampleView(wishes.get('view') ?? 'classes', stage))
for (const mark of step?.presses ?? []) {
  await new Promise((resolve) => setTimeout(resolve, 50))
  document.querySelector<HTMLElement>(`[data-mark="${mark}"]`)?.click()
}
const draft = wishes.get('draft')
if (draft !== null) changeDraft(JSON.parse(draft) as Partial<Draft>)
