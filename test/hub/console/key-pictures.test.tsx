import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { keyFingerprint } from '#core/sealing/fingerprint.ts'
import { GateNote } from '#hub/console/keys/gate-note.tsx'
import { KeyPictures } from '#hub/console/keys/key-pictures.tsx'
import { pictureWords } from '#hub/console/ui/pictures.ts'

const recipients = { epoch: 3, team: `age1${'q'.repeat(58)}`, grownUps: null, recovery: `age1${'p'.repeat(58)}` }
const ready = { hasKeys: true, isLive: true, openers: 2, kitOpened: true, hasGrownUps: false, overdue: 0, kitOverdue: false, differing: 0 }

it('shows the four pictures and the letters that a kiosk with these keys shows', () => {
  render(<KeyPictures recipients={recipients} />)
  const { pictures, code } = keyFingerprint(recipients)
  expect(screen.getAllByRole('listitem').map((item) => item.textContent?.trim())).toEqual(pictures.map(pictureWords))
  expect(screen.getByText(code)).toBeTruthy()
})

it('says to technician, head and team that computers are at odds about the keys, and nothing while they are not', () => {
  const { rerender, container } = render(<GateNote readiness={ready} />)
  expect(container.textContent).toBe('')
  rerender(<GateNote readiness={{ ...ready, differing: 2 }} />)
  expect(screen.getByRole('alert').textContent).toContain('2 computers say that the keys differ')
})
