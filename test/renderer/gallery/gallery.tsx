import { stages } from '#core/contract/stage.ts'
import { changeDraft, type Draft } from '#renderer/store.ts'
import { fakeBridge } from '../fake-bridge.ts'
import { sampleView } from '../views.ts'

/** `?view=<name>&stage=<stage>`, the look's own wishes, and `&draft={"step":"last"}` for a screen in the middle of its steps. Never shipped. */
const wishes = new URLSearchParams(location.search)
const stage = stages.find((one) => one === wishes.get('stage')) ?? 'ks1'
const bridge = fakeBridge()
window.hedgerow = bridge
await import('#renderer/main.tsx')
const before = wishes.get('before')
if (before !== null) bridge.show({ ...sampleView(before, stage), serial: 0 })
bridge.show(sampleView(wishes.get('view') ?? 'classes', stage))
const draft = wishes.get('draft')
if (draft !== null) changeDraft(JSON.parse(draft) as Partial<Draft>)
