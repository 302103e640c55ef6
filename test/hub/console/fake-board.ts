import { BoardDesk, PostNotice } from '#core/contract/board.ts'
import { newId, type Route } from './fake-route.ts'

const days = 30 * 24 * 60 * 60_000

/** The notice board of a `FakeHub`. */
export function boardRoutes(hub: { notices: BoardDesk['notices'] }, me: () => string): Readonly<Record<string, Route>> {
  const desk = () => BoardDesk.parse({ notices: hub.notices })
  return {
    'GET /api/dsl/notices': desk,
    'POST /api/dsl/notices': (body) => {
      const { card, more } = PostNotice.parse(body)
      const moreState = more === null ? ('none' as const) : ('waiting' as const)
      const made = { mine: true, madeBy: me(), postedAt: Date.now(), until: Date.now() + days }
      hub.notices = [{ id: newId(), card, more, moreState, ...made }, ...hub.notices]
      return desk()
    },
    'POST /api/dsl/notices/:id/review': (_body, part) => {
      hub.notices = hub.notices.map((one) => (one.id === part(4) ? { ...one, moreState: 'read' as const } : one))
      return desk()
    },
    'DELETE /api/dsl/notices/:id': (_body, part) => {
      hub.notices = hub.notices.filter(({ id }) => id !== part(4))
      return desk()
    },
  }
}
