import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

it('the DSL adds a phrase, tries it, changes it, removes it and puts it back', async () => {
  const hub = FakeHub.of('dsl')
  const { user } = showConsole(hub, '#/words')
  await title('Our words')
  await screen.findByText('No phrases of your own yet.')
  await user.type(screen.getByLabelText('Phrase'), 'Blorple Dash')
  await user.click(screen.getByLabelText('EYFS'))
  await user.click(await button('Add it'))
  await button('Remove “Blorple Dash”')
  expect(hub.phrases).toMatchObject([{ phrase: 'Blorple Dash', weight: 'closes', stages: ['ks1', 'ks2'] }])

  const asked = hub.asked.length
  await user.type(screen.getByLabelText('Words as a page might have them'), 'Play bl0rple dash')
  const outcome = () =>
    screen.getAllByRole('listitem').flatMap((one) => one.textContent?.match(/^(EYFS|KS\d): (stays open|is closed)/)?.[0] ?? [])
  expect(outcome()).toEqual(['EYFS: stays open', 'KS1: is closed', 'KS2: is closed'])
  expect(hub.asked.length).toBe(asked)

  await user.click(await button('Change “Blorple Dash”'))
  await user.click(screen.getByLabelText(/^counts/))
  await user.click(await button('Save it'))
  await button('Add it')
  expect(hub.phrases[0]).toMatchObject({ weight: 'counts' })
  expect(outcome()).toEqual(['EYFS: stays open', 'KS1: stays open', 'KS2: stays open'])

  await user.click(await button('Remove “Blorple Dash”'))
  await user.click(await button('Put “Blorple Dash” back'))
  await button('Remove “Blorple Dash”')
  expect(hub.phrases).toMatchObject([{ phrase: 'Blorple Dash', weight: 'counts', stages: ['ks1', 'ks2'] }])
})

it('a refusal says what to do, and keeps what was typed', async () => {
  const hub = FakeHub.of('deputy')
  const { user } = showConsole(hub, '#/words')
  await screen.findByText('No phrases of your own yet.')
  hub.refuseNext.push({ path: '/api/dsl/phrases', status: 409, code: 'HG_PHRASE_TWICE' })
  await user.type(screen.getByLabelText('Phrase'), 'Robux')
  await user.click(await button('Add it'))
  await screen.findByText('This phrase is in the list already.')
  expect(screen.getByLabelText<HTMLInputElement>('Phrase').value).toBe('Robux')
})
