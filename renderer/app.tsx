import { useLayoutEffect } from 'react'
import type { Surface } from '#core/contract/bridge.ts'
import type { KioskView } from '#core/contract/view.ts'
import { applyStage } from './look.ts'
import { Bar } from './parts/bar.tsx'
import { FocusKeeper } from './parts/focus-keeper.tsx'
import { ScreenFor } from './screens/screen-for.tsx'
import { useRenderer } from './store.ts'
import { useWords } from './words.ts'

/** A page of its own for a screen reader, with a heading that is not seen and takes the keyboard from nobody. */
function BarAlone({ view }: { readonly view: KioskView | null }) {
  const words = useWords()
  return (
    <main className="bar-alone">
      <h1 className="unseen">{words('product')}</h1>
      <Bar view={view} />
    </main>
  )
}

/** `main` covers the screen and draws the bar on top; `bar` is only the bar, in its own window above a page. */
export function App({ surface }: { readonly surface: Surface }) {
  const view = useRenderer((state) => state.view)
  const stage = view?.stage ?? 'eyfs'
  useLayoutEffect(() => applyStage(stage), [stage])
  if (surface === 'bar') return <BarAlone view={view} />
  return (
    <>
      <Bar view={view} />
      <ScreenFor view={view} />
      <FocusKeeper />
    </>
  )
}
