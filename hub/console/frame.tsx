import type { ReactNode } from 'react'
import curious from '#assets/hedgehog/curious.svg'
import type { Me } from '#core/contract/hub-api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { useReach } from '#hub/console/live/use-live.ts'
import { BannerContext } from '#hub/console/ui/dialog.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { ThemeSwitch } from '#hub/console/ui/theme-switch.tsx'
import { href, useRoute } from '#hub/console/use-route.ts'

export interface RailItem {
  readonly route: string
  readonly words: string
  /** Further pages that belong to this one. */
  readonly alsoFor?: readonly string[]
  /** How many wait there; 0 shows nothing. */
  readonly waiting?: number
  /** What the number counts, for those who hear the page. */
  readonly waitingWords?: string
}

const roleWords: Readonly<Record<Me['role'], string>> = {
  teacher: 'Teacher',
  dsl: 'Safeguarding lead',
  deputy: 'Deputy safeguarding lead',
  head: 'Head teacher',
  governor: 'Safeguarding governor',
  technician: 'Technician',
  office: 'School office',
}

/** The hedge at the left with the pages of one desk, and the page at the right. */
export function Frame({
  me,
  items,
  onSignOut,
  top,
  banner,
  children,
}: {
  me: Me
  items: readonly RailItem[]
  onSignOut: () => Promise<void>
  top?: ReactNode
  banner?: ReactNode
  children: ReactNode
}) {
  const route = useRoute()
  const inReach = useReach()
  const { busy, fault, run } = useDoing()
  const page = route[0] ?? ''
  const here = (items.find((item) => item.route === page || item.alsoFor?.includes(page)) ?? items[0])?.route
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('page')?.focus()}>
        Skip to the page
      </button>
      <nav className="rail" aria-label="Pages of your desk">
        <div className="mark">
          <img src={curious} alt="" />
          <b>Hedgerow</b>
        </div>
        {top}
        <ul>
          {items.map((item) => (
            <li key={item.route}>
              <a href={href(item.route)} {...(item.route === here ? { 'aria-current': 'page' as const } : {})}>
                <span>{item.words}</span>
                {(item.waiting ?? 0) > 0 && (
                  <em>
                    {item.waiting}
                    <span className="for-readers"> {item.waitingWords}</span>
                  </em>
                )}
              </a>
            </li>
          ))}
        </ul>
        <div className="rail-foot">
          <p className="reach" role="status">
            {inReach ? '' : 'The hub is out of reach. Trying again…'}
          </p>
          <b>{me.name}</b>
          <span>
            {roleWords[me.role]}, {me.school}
          </span>
          <ThemeSwitch />
          <FaultNote fault={fault} />
          <button type="button" className="sign-out" disabled={busy !== null} onClick={() => void run('Signing out…', onSignOut)}>
            {busy ?? 'Sign out'}
          </button>
        </div>
      </nav>
      <div className="beside">
        {banner}
        <BannerContext value={banner}>
          <main id="page" className="page" tabIndex={-1}>
            {children}
          </main>
        </BannerContext>
      </div>
    </>
  )
}
