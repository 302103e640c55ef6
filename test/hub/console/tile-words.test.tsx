import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pageAddress } from '#core/guard/page-address.ts'
import { describeChanges } from '#hub/console/listing/describe-changes.ts'
import { fillTeacher } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

it('a teacher says which words are fine on one page and what signing in needs, reads it before publishing, and undoes it', async () => {
  const hub = FakeHub.of('teacher')
  fillTeacher(hub)
  const snail = () => hub.draft.tiles.find((one) => one.title === 'Snail diary')
  const before = hub.draft
  const { user } = showConsole(hub, `#/tile/${snail()?.id}`)
  await user.click(await screen.findByLabelText(/a password/))
  await user.click(screen.getByText('Words that are fine on one page'))
  const url = 'https://snails.example/diary/love?day=2#top'
  await user.type(screen.getByLabelText('Its address'), url)
  await user.type(screen.getByLabelText('The words, as they stand there'), 'Today we saw a jackpot, said the online casino')
  await user.click(await button('These words are fine on this page'))
  await screen.findByText(
    /Fine there from the next publication on: “jackpot”, “casino”\. Not “online casino”: a page with that is always closed/,
  )
  await user.click(await button('Save'))
  await title('Our shelf: Year 2')
  expect(snail()).toMatchObject({ mayAskFor: ['password'], fineWords: [{ page: pageAddress(url), phrases: ['jackpot', 'casino'] }] })
  const changes = describeChanges(before, hub.draft).map(({ words }) => words)
  expect(changes.join('\n')).toContain(
    'may be told without asking: password; fine: “jackpot” on snails.example/diary/love; fine: “casino” on snails.example/diary/love',
  )
  await user.click(await button(/^Undo/))
  await waitFor(() => expect(snail()).not.toHaveProperty('fineWords'))
})

it('words that count for nothing are not written down', async () => {
  const hub = FakeHub.of('teacher')
  fillTeacher(hub)
  const { user } = showConsole(hub, `#/tile/${hub.draft.tiles[0]?.id}`)
  await user.click(await screen.findByText('Words that are fine on one page'))
  await user.type(screen.getByLabelText('Its address'), 'www.woodland.example/minibeasts/')
  await user.type(screen.getByLabelText('The words, as they stand there'), 'the snail went up the wall')
  await user.click(await button('These words are fine on this page'))
  await screen.findByText('No word of these counts against a page.')
})
