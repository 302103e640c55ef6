import { expect, it } from 'vitest'
import { faultOf } from '#electron/load-faults.ts'

it.each([
  [-3, null],
  [-20, null],
  [-21, 'offline'],
  [-105, 'offline'],
  [-106, 'offline'],
  [-109, 'offline'],
  [-111, 'offline'],
  [-118, 'offline'],
  [-130, 'offline'],
  [-137, 'offline'],
  [-200, 'certificate'],
  [-202, 'certificate'],
  [-299, 'certificate'],
  [-300, 'load'],
  [-102, 'load'],
  [-2, 'load'],
  [0, 'load'],
])('Chromium error %d is for a child: %s', (code, fault) => expect(faultOf(code)).toBe(fault))
