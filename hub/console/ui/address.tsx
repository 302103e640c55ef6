import { inert } from '#hub/console/ui/inert-text.tsx'

/** An address as text, its host set off, since the host says whose page it is. Never a link: looking must not open it. */
export function Address({ url }: { url: string }) {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host === '') return <bdi className="address">{inert(url)}</bdi>
  const rest = `${parsed.pathname}${parsed.search}${parsed.hash}`
  return (
    <bdi className="address" dir="ltr">
      {`${parsed.protocol}//`}
      <b>{inert(parsed.host)}</b>
      {rest === '/' ? '' : inert(rest)}
    </bdi>
  )
}
