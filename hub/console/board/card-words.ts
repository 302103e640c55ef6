import type { BoardCard } from '#core/contract/board.ts'
import common from '#profiles/words/en-GB/common.json' with { type: 'json' }
import ks2 from '#profiles/words/en-GB/ks2.json' with { type: 'json' }

/** What children read and hear, as the kiosks have it. */
export const cardLines = (card: BoardCard): { readonly young: string; readonly ks2: string } => ({
  young: common.board[card],
  ks2: ks2.board[card],
})
