import type { LetterCard } from '#core/contract/mailbox.ts'
import common from '#profiles/words/en-GB/common.json' with { type: 'json' }

/** What the child reads and hears of a card, as the kiosks have it. */
export const letterLine = (card: LetterCard): string => common.letters.cards[card]
