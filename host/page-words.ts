import { longestPageText } from '#core/ports.ts'

/** The name through which the script speaks; it exists in the script's own world alone, so that no page can speak through it. */
export const pageWordsBinding = 'hedgerowWords'

/** Said in the place of words when the page is too large to be read in time: nobody knows what is in it. */
export const unreadWords = 'unread'

/** How long one reading may hold the page up; below the patience of the heartbeat, far above any page that a person wrote. */
const readingMs = 2_000

/**
 * Runs beside the page, in a world of its own and in every frame, and tells the words of the document: when it is there, when
 * it is loaded, and whenever they have changed. Hidden words count (a script shows them in a moment), and so do those of
 * shadow trees, the texts of pictures and of fields. A page that changes all the time is read less often, so that reading
 * never takes more than a small part of its time.
 */
export const pageWordsScript = `(() => {
  const most = ${longestPageText}
  const tell = globalThis.${pageWordsBinding}
  if (typeof tell !== 'function') return
  const silent = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'OBJECT', 'IFRAME'])
  const inline = new Set(['B', 'I', 'EM', 'STRONG', 'SPAN', 'FONT', 'U', 'S', 'MARK', 'SMALL', 'SUB', 'SUP', 'WBR', 'ABBR', 'BDI', 'BDO', 'CODE', 'INS', 'DEL'])
  const spoken = ['alt', 'title', 'aria-label', 'placeholder', 'value']
  const roles = new Set(['navigation', 'banner', 'contentinfo'])
  // Asked of the prototypes: <input name=nextSibling> in a form, or <img name=documentElement>, stands in the place of the
  // browser's own property, in this world as well, and would hide all that follows it.
  const asked = (from, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(from.prototype, name).get)
  const done = (from, name) => Function.prototype.call.bind(from.prototype[name])
  const kindOf = asked(Node, 'nodeType'), firstOf = asked(Node, 'firstChild'), nextOf = asked(Node, 'nextSibling')
  const dataOf = asked(CharacterData, 'data'), tagOf = asked(Element, 'tagName'), shadowOf = asked(Element, 'shadowRoot')
  const attributeOf = done(Element, 'getAttribute'), closestOf = done(Element, 'closest')
  const rootOf = asked(Document, 'documentElement'), titleOf = asked(Document, 'title')
  const isAround = (element, tag) => {
    if (tag === 'NAV' || roles.has(attributeOf(element, 'role'))) return true
    return (tag === 'HEADER' || tag === 'FOOTER') && closestOf(element, 'main, article, section') === null
  }
  const read = (until) => {
    let steps = 0
    const parts = { text: [], around: [] }
    const sizes = { text: 0, around: 0 }
    let linked = 0
    const put = (piece, where, isLink) => {
      if (sizes[where] >= most) return
      // A text of many megabytes is not gone through for its first few words.
      piece = piece.slice(0, most * 4).replace(/[ \\t\\r\\n\\f]+/g, ' ')
      parts[where].push(piece)
      sizes[where] += piece.length
      if (isLink && where === 'text') linked += piece.length
    }
    // No recursion: a page may be nested as deep as it likes.
    const walk = (first) => {
      const stack = [{ node: first, where: 'text', isLink: false, after: '' }]
      while (stack.length > 0 && (sizes.text < most || sizes.around < most)) {
        steps += 1
        if (steps % 256 === 0 && performance.now() > until) throw new Error('too slow')
        const top = stack[stack.length - 1]
        const { node, where, isLink } = top
        if (node === null) {
          stack.pop()
          const { after } = top
          if (after !== '') put(after, stack.length > 0 ? stack[stack.length - 1].where : 'text', false)
          continue
        }
        top.node = nextOf(node)
        const kind = kindOf(node)
        const tag = kind === 1 ? tagOf(node) : ''
        if (kind === 3) put(dataOf(node), where, isLink)
        else if (kind === 1 && !silent.has(tag)) {
          const inside = where === 'around' || isAround(node, tag) ? 'around' : 'text'
          const link = isLink || tag === 'A'
          const gap = inline.has(tag) ? '' : ' '
          if (gap !== '') put(gap, inside, false)
          for (const name of spoken) {
            // What a child types is nobody's to read: only what the page wrote into its fields.
            const said = attributeOf(node, name)
            if (said !== null && said !== '') put(' ' + said + ' ', inside, link)
          }
          const shadow = shadowOf(node)
          if (shadow !== null) stack.push({ node: firstOf(shadow), where: inside, isLink: link, after: gap })
          stack.push({ node: firstOf(node), where: inside, isLink: link, after: gap })
        }
      }
    }
    const root = rootOf(document)
    if (root !== null) walk(root)
    const text = parts.text.join('').slice(0, most)
    return { text, around: parts.around.join('').slice(0, most), linked: linked === 0 ? 0 : Math.min(1, linked / Math.max(1, text.length)) }
  }
  let last = ''
  let timer = null
  let wait = 400
  const report = () => {
    timer = null
    const before = performance.now()
    let words
    try { words = read(before + ${readingMs}) } catch {
      try { tell('${unreadWords}') } catch {}
      return
    }
    const said = JSON.stringify({ url: location.href, inFrame: window.top !== window, ...words })
    // A tenth of the page's time at the most.
    wait = Math.max(400, Math.min(4000, (performance.now() - before) * 10))
    if (said === last) return
    last = said
    try { tell(said.slice(0, -1) + ',"title":' + JSON.stringify(titleOf(document).slice(0, 300)) + '}') } catch {}
  }
  const soon = () => { if (timer === null) timer = setTimeout(report, wait) }
  const now = () => { clearTimeout(timer); report() }
  document.addEventListener('DOMContentLoaded', now, { once: true })
  addEventListener('load', now, { once: true })
  addEventListener('pageshow', soon)
  new MutationObserver(soon).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: spoken })
  // Shadow trees tell nobody that they have changed.
  setInterval(soon, 4000)
  if (document.readyState !== 'loading') soon()
})()`

/** What the script told, or null when that is not of its form. */
export function readPageWords(
  payload: string,
): { url: string; inFrame: boolean; text: string; around: string; linked: number; title: string } | null {
  let said: unknown
  try {
    said = JSON.parse(payload)
  } catch {
    return null
  }
  if (typeof said !== 'object' || said === null) return null
  const { url, inFrame, text, around, linked, title }: Record<string, unknown> = { ...said }
  if (typeof url !== 'string' || typeof inFrame !== 'boolean' || typeof text !== 'string' || typeof around !== 'string') return null
  return {
    url,
    inFrame,
    text: text.slice(0, longestPageText),
    around: around.slice(0, longestPageText),
    linked: Number(linked) || 0,
    title: typeof title === 'string' ? title.slice(0, 300) : '',
  }
}
