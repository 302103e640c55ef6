import type { Stage } from '#core/contract/stage.ts'

const themes = ['light', 'dark', 'contrast']

/** Sets theme, spacing and motion from the address (`?theme=dark&spacing=wide&motion=none`); else what the machine asks for. */
export function applyLook(wishes: URLSearchParams): void {
  const { dataset } = document.documentElement
  const asked = wishes.get('theme') ?? ''
  dataset.theme = themes.includes(asked) ? asked : machineWantsContrast() ? 'contrast' : 'light'
  if (wishes.get('spacing') === 'wide') dataset.spacing = 'wide'
  if (wishes.get('motion') === 'none') dataset.motion = 'none'
}

function machineWantsContrast(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-contrast: more)').matches
}

export function applyStage(stage: Stage): void {
  document.documentElement.dataset.stage = stage
}
