import type { Stage } from '#core/contract/stage.ts'

export const stageWords: Readonly<Record<Stage, string>> = { eyfs: 'EYFS', ks1: 'KS1', ks2: 'KS2' }
