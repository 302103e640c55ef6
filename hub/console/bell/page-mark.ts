import { useEffect } from 'react'

const sign = '● '
/** A plain dot: seen on the tab of a page that lies behind others. */
const icon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#b3261e"/></svg>')}`

/** While `on`: a dot before the page's title and in place of its icon. Pages set their own title; the dot comes back. */
export function usePageMark(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const mark = () => {
      if (!document.title.startsWith(sign)) document.title = sign + document.title
    }
    const link = document.createElement('link')
    link.rel = 'icon'
    link.href = icon
    document.head.append(link)
    mark()
    const timer = setInterval(mark, 1_000)
    return () => {
      clearInterval(timer)
      link.remove()
      if (document.title.startsWith(sign)) document.title = document.title.slice(sign.length)
    }
  }, [on])
}
