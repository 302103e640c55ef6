import { AskBreakGlass, BreakGlassLog } from '#core/contract/records.ts'
import { newId, type Route } from './fake-route.ts'

interface Desk {
  readonly signedIn: { readonly name: string } | null
  breakGlass: BreakGlassLog['lines']
}

/** Break-glass in the hub in memory: who asks, who agrees, and that the kit is used. */
export function breakGlassRoutes(hub: Desk): Readonly<Record<string, Route>> {
  const log = () => BreakGlassLog.parse({ lines: hub.breakGlass })
  return {
    'GET /api/break-glass': log,
    'POST /api/break-glass': (body) => {
      const asked = AskBreakGlass.parse(body)
      const first = hub.signedIn?.name ?? ''
      const nobodyYet = { second: null, agreedAt: null, mayAgree: false, mayUseKit: false }
      hub.breakGlass = [{ id: newId(), askedAt: Date.now(), ...asked, first, ...nobodyYet }, ...hub.breakGlass]
      return log()
    },
    'POST /api/break-glass/:id': (_body, part) => {
      const second = hub.signedIn?.name ?? ''
      hub.breakGlass = hub.breakGlass.map((one) => (one.id === part(3) ? { ...one, second, agreedAt: Date.now(), mayAgree: false } : one))
      return log()
    },
    'POST /api/break-glass/:id/kit': () => ({}),
  }
}
