import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from 'react'

/** What must be seen and answered even while a dialog is open, which shuts everything behind it: a child's call. */
export const BannerContext = createContext<ReactNode>(null)

/** A question over the page. Escape and "Not now" leave it; focus goes in and comes back. */
export function Dialog({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null)
  const name = useId()
  const banner = useContext(BannerContext)
  useEffect(() => {
    const dialog = box.current
    if (dialog === null) return
    const before = document.activeElement
    // jsdom has no modal dialogs; the attribute shows it there.
    if (typeof dialog.showModal === 'function') dialog.showModal()
    else dialog.setAttribute('open', '')
    return () => {
      if (typeof dialog.close === 'function') dialog.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {banner !== null && <div className="dialog-banner">{banner}</div>}
      <h2 id={name}>{title}</h2>
      {children}
    </dialog>
  )
}
