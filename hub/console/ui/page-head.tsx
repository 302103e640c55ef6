import { type ReactNode, useEffect } from 'react'

/** Title, one line beneath, and the page's buttons at the right. */
export function PageHead({ title, line, children }: { title: string; line?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hedgerow`
  }, [title])
  return (
    <header className="head">
      <div className="head-words">
        <h1>{title}</h1>
        {line !== undefined && <p className="soft">{line}</p>}
      </div>
      {children}
    </header>
  )
}
