import type { TicketKind } from '#core/contract/stops.ts'

/** What is the matter with a page, for the technician: in the order in which it is offered. */
export const ticketWords: Readonly<Record<TicketKind, string>> = {
  unfit: 'Not right for children',
  advert: 'An advert that is not right for children',
  strangers: 'Strangers can write to children there',
  trick: 'A trick: prizes, money, passwords',
  other: 'Something else',
}

/** "example.org/game", or "all of example.org". */
export function placeWords({ host, path }: { readonly host: string; readonly path: string | null }): string {
  return path === null ? `all of ${host}` : `${host}${path === '' ? '/' : path}`
}
