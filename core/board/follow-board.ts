import type { Context } from '#core/session/context.ts'

/** Draws the screen anew when a card has come down by itself because its days are over. Called now and then. */
export function followBoard(context: Context): () => void {
  let shown = ''
  return () => {
    const now = context.notices
      .board('ks2', context.now())
      .map(({ id }) => id)
      .join(' ')
    if (now !== shown) context.ports.shell.render(context.view())
    shown = now
  }
}
