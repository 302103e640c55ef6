import { type ReactNode, useEffect } from 'react'
import curious from '#assets/hedgehog/curious.svg'
import { ThemeSwitch } from '#hub/console/ui/theme-switch.tsx'

/** The page before any desk: the mark, a title, and one thing to do. */
export function FrontPage({ title, line, children }: { title: string; line?: string | undefined; children: ReactNode }) {
  useEffect(() => {
    document.title = title === 'Hedgerow' ? title : `${title} · Hedgerow`
  }, [title])
  return (
    <main className="front">
      <div className="front-mark">
        <img src={curious} alt="" />
        <b>Hedgerow</b>
      </div>
      <section className="panel front-card">
        <h1>{title}</h1>
        {line !== undefined && (
          <p className="front-line" role="status">
            {line}
          </p>
        )}
        {children}
      </section>
      <ThemeSwitch />
    </main>
  )
}
