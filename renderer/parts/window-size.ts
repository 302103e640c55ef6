import { useSyncExternalStore } from 'react'

/** Six children in a row on a screen that is wide enough, else four. */
export function useIsWide(): boolean {
  return useSyncExternalStore(onResize, () => window.innerWidth >= 1200)
}

/** A low screen holds fewer rows of a list. */
export function useIsLow(): boolean {
  return useSyncExternalStore(onResize, () => window.innerHeight <= 760)
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}
