import { useEffect, useState } from 'react'

/** The parts of the address behind `#/`. */
export function routeNow(): readonly string[] {
  return window.location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

/** Where to go: `#/shelf/…`. */
export function href(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

export function goTo(...parts: readonly string[]): void {
  window.location.hash = href(...parts)
}

export function useRoute(): readonly string[] {
  const [route, setRoute] = useState(routeNow)
  useEffect(() => {
    const changed = () => setRoute(routeNow())
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  return route
}
