import { PersonalKind, type TypingAnswer, type TypingCare } from '#core/contract/personal.ts'
import { findPersonal } from '#core/guard/personal/find-personal.ts'

/** The name through which the script speaks; it exists in the script's own world alone. */
export const typingBinding = 'hedgerowTyping'

/** Makes the script do what the child answered; evaluated in the script's world. */
export const answerTyping = (answer: TypingAnswer): string => `globalThis.hedgerowTypingAnswer?.(${JSON.stringify(answer)})`

/** What the script says when the child first types into its document. */
export const typingBegan = 'began'

/** Asks the script about all that is typed in its document as of now; evaluated in its world. `typingClear`: nothing to ask about. */
export const isTypingClear = 'globalThis.hedgerowTypingCheck()'
export const typingClear = 'clear'

/**
 * Runs beside the page, in a world of its own and in every frame, before any script of the page. It looks at what the child
 * types, here alone: out of this world go the *kinds* of what was found, never a letter. What would send (Enter, a press, a
 * form) does nothing until the child has answered; the shell holds what the page asks for meanwhile. The letter that would
 * make it a number or an address is kept back: page and field get it only when a grown-up says so, so that also a page
 * with a line open already cannot send it on.
 */
export function typingScript(care: TypingCare): string {
  return `(() => {
  const tell = globalThis.${typingBinding}
  if (typeof tell !== 'function') return
  const find = ${String(findPersonal)}
  const own = ${JSON.stringify(care.own)}
  let okay = new Set(${JSON.stringify(care.mayTell)})
  const asksFor = [
    ['password', /pass-?(word|code)/i], ['email', /e-?mail/i], ['phone', /phone|mobile|\\btel(ephone)?\\b/i], ['postcode', /post-?\\s?code|postal|\\bzip\\b/i],
    ['birthday', /birth|\\bdob\\b|bday/i], ['address', /\\b(home|street|postal|your) ?address|street-address|address-line/i],
    ['name', /\\b(your|my|first|last|full|given|family|sur|child'?s)[ _-]?name\\b|^name$/i],
  ]
  /** The child's own fields, and what was last said to be fine in them. */
  const typed = new Set()
  let loose = ''
  let looseAt = -Infinity
  let flagged = []
  let toldAt = -Infinity
  let timer = null
  let hasBegun = false
  const begin = () => {
    if (hasBegun) return
    hasBegun = true
    try { tell('${typingBegan}') } catch {}
  }
  /** What is just being typed and not in its field yet: { field, text }, the text that the field would have. */
  let coming = null
  /** What is kept back from the field: { field, start, end, words }. */
  let kept = null
  const fieldOf = (event) => {
    for (const node of event.composedPath()) {
      if (!(node instanceof Element)) continue
      if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) return node
      if (node.isContentEditable) { let top = node; while (top.parentElement !== null && top.parentElement.isContentEditable) top = top.parentElement; return top }
    }
    return null
  }
  const quiet = new Set(['button', 'submit', 'reset', 'checkbox', 'radio', 'range', 'color', 'file', 'image', 'hidden'])
  const isText = (field) => !(field instanceof HTMLInputElement && quiet.has(field.type))
  const isPlain = (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
  const heldBy = (field) => (isPlain(field) ? field.value : field.innerText) ?? ''
  const put = (text, { start, end, words }) => text.slice(0, start) + words + text.slice(end)
  const wordsOf = (field) => kept?.field === field ? put(heldBy(field), kept) : coming?.field === field ? coming.text : heldBy(field)
  /** Where in the field's text the next letter goes, as far as that can be known: else at its end. */
  const placeIn = (field) => {
    const text = heldBy(field)
    if (isPlain(field)) {
      let start = null
      let end = null
      try { start = field.selectionStart; end = field.selectionEnd } catch {}
      return start === null || end === null ? { start: text.length, end: text.length } : { start, end }
    }
    const selection = getSelection()
    if (selection === null || selection.rangeCount === 0 || !field.contains(selection.anchorNode)) return { start: text.length, end: text.length }
    const range = selection.getRangeAt(0)
    const before = document.createRange()
    before.selectNodeContents(field)
    before.setEnd(range.startContainer, range.startOffset)
    const start = Math.min(before.toString().length, text.length)
    return { start, end: Math.min(start + range.toString().length, text.length) }
  }
  const asksOf = (field) => {
    if (!(field instanceof HTMLInputElement)) return null
    if (field.type === 'password') return 'password'
    const labels = [...(field.labels ?? [])].map((label) => label.textContent ?? '')
    for (const said of [field.autocomplete, field.type, field.name, field.id, field.placeholder, field.getAttribute('aria-label') ?? '', ...labels])
      for (const [kind, pattern] of asksFor) if (pattern.test(said.trim().slice(0, 200))) return kind
    return null
  }
  const foundIn = (text, asks, isDone) => find({ text, asks, isDone }, own).filter((kind) => !okay.has(kind))
  /** What came of the last look. */
  let isFlagged = false
  /** Looks at all that the child typed; true when the child has to be asked first. */
  const look = (isDone) => {
    isFlagged = lookNow(isDone)
    return isFlagged
  }
  const lookNow = (isDone) => {
    const kinds = new Set()
    flagged = []
    for (const field of typed) {
      if (!field.isConnected) { typed.delete(field); continue }
      const found = foundIn(wordsOf(field), asksOf(field), isDone || document.activeElement !== field && field.getRootNode() === document)
      if (found.length > 0) flagged.push(field)
      for (const kind of found) kinds.add(kind)
    }
    // Three small fields of one birthday, or a number in two halves.
    const together = [...typed].filter((field) => field instanceof HTMLInputElement && field.type !== 'password').map(wordsOf)
    if (kinds.size === 0 && together.length > 1 && together.join('').length < 60)
      for (const glue of [' ', '/']) for (const kind of foundIn(together.join(glue), null, isDone)) if (kind !== 'name') { kinds.add(kind); flagged = [...typed] }
    if (loose !== '') for (const kind of foundIn(loose, null, isDone)) kinds.add(kind)
    if (kinds.size === 0) return false
    if (performance.now() - toldAt > 300) {
      toldAt = performance.now()
      try { tell(JSON.stringify([...kinds])) } catch {}
    }
    return true
  }
  /** Would these words, put where the child types, have to be asked about? */
  const wouldAsk = (field, words, isWhole) => {
    const place = { field, ...placeIn(field), words }
    const before = heldBy(field)
    if (isPlain(field) && field.maxLength >= 0) place.words = words.slice(0, Math.max(0, field.maxLength - before.length + place.end - place.start))
    const text = put(before, place)
    const isKnown = !isWhole && coming !== null && coming.field === field && coming.text === text
    typed.add(field)
    coming = { field, text }
    return (isKnown ? isFlagged : look(isWhole)) ? place : null
  }
  const halt = (event) => { event.preventDefault(); event.stopImmediatePropagation() }
  const capture = { capture: true, passive: false }
  const later = () => { clearTimeout(timer); timer = setTimeout(() => look(true), 1500) }
  const wholes = new Set(['insertFromPaste', 'insertFromDrop', 'insertReplacementText'])
  addEventListener('beforeinput', (event) => {
    if (!event.isTrusted) return
    const field = fieldOf(event)
    if (field === null || !isText(field)) return
    begin()
    const words = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
    if (!event.cancelable) return
    if (kept !== null) {
      // The child types on while the question is on its way.
      halt(event)
      if (kept.field === field && event.inputType === 'insertText') kept.words += words
      return
    }
    if (words === '' || !/^insert/.test(event.inputType)) return
    const place = wouldAsk(field, words, wholes.has(event.inputType))
    coming = null
    if (place === null) return
    kept = place
    halt(event)
  }, capture)
  addEventListener('input', (event) => {
    if (!event.isTrusted) return
    const field = fieldOf(event)
    if (field === null || !isText(field)) return
    begin()
    coming = null
    typed.add(field)
    const isWhole = wholes.has(event.inputType)
    if (look(isWhole)) event.stopImmediatePropagation()
    else later()
  }, capture)
  for (const kind of ['change', 'focusout', 'blur']) addEventListener(kind, (event) => { if (typed.size > 0 && look(true)) event.stopImmediatePropagation() }, capture)
  addEventListener('keydown', (event) => {
    if (!event.isTrusted) return
    begin()
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (look(true) && event.key === 'Enter') halt(event)
      else if (event.key === 'Enter') loose = ''
      return
    }
    // Typed where no field can be seen: a picture that is drawn on, or a tree that is shut.
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return
    const field = fieldOf(event)
    if (field !== null) {
      // A page that counts the keys itself hears of it no sooner than the field.
      if (isText(field) && !field.readOnly && !event.isComposing && wouldAsk(field, event.key, false) !== null) event.stopImmediatePropagation()
      return
    }
    if (event.timeStamp - looseAt > 4000) loose = ''
    looseAt = event.timeStamp
    loose = (loose + event.key).slice(-80)
    if (look(false)) event.stopImmediatePropagation()
  }, capture)
  for (const kind of ['keypress', 'keyup'])
    addEventListener(kind, (event) => {
      if (kind === 'keyup') coming = null
      if (event.isTrusted && event.key.length === 1 && isFlagged) event.stopImmediatePropagation()
    }, capture)
  // A page that goes somewhere by itself, typed words and all. While it is on its way nobody can ask this document anything.
  globalThis.navigation?.addEventListener('navigate', (event) => { if (!event.destination.sameDocument && typed.size > 0 && look(true)) halt(event) })
  // A document that goes, and with it what was typed: what is to be asked is asked.
  addEventListener('pagehide', () => { if (typed.size > 0) look(true) }, capture)
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click'])
    addEventListener(kind, (event) => {
      if (typed.size === 0 && loose === '') return
      if (event.isTrusted && fieldOf(event) !== null && typed.has(fieldOf(event)) && document.activeElement === fieldOf(event)) return
      if (look(true)) halt(event)
    }, capture)
  addEventListener('submit', (event) => { if (look(true)) halt(event) }, capture)
  /** As if the child had typed it now; a field that takes no typing just has it. */
  const giveBack = ({ field, start, end, words }) => {
    field.focus()
    if (!isPlain(field)) { document.execCommand('insertText', false, words); return }
    try { field.setRangeText(words, start, end, 'end') } catch { field.value = put(field.value, { start, end, words }) }
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: words, inputType: 'insertText' }))
  }
  Object.defineProperty(globalThis, 'hedgerowTypingCheck', { value: () =>
    look(false) ? 'asked' : [...typed].some((field) => field.isConnected && foundIn(wordsOf(field), asksOf(field), true).length > 0) ? 'unsure' : '${typingClear}' })
  Object.defineProperty(globalThis, 'hedgerowTypingAnswer', { value: (answer) => {
    toldAt = -Infinity
    isFlagged = false
    clearTimeout(timer)
    loose = ''
    coming = null
    const back = kept
    kept = null
    if (answer !== 'take-out') {
      okay = new Set(answer)
      if (back !== null && back.field.isConnected) giveBack(back)
      // Another thing may stand there as well.
      if (typed.size > 0) later()
      return
    }
    for (const field of flagged) {
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = ''
      else field.textContent = ''
      typed.delete(field)
      // So that a page which keeps its own copy of the field forgets it as well.
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContent' }))
    }
    flagged = []
  } })
})()`
}

/** The kinds that the script told, or null when that is not of its form. */
export function readTyping(payload: string): readonly PersonalKind[] | null {
  try {
    const kinds = PersonalKind.array().min(1).max(8).safeParse(JSON.parse(payload))
    return kinds.success ? kinds.data : null
  } catch {
    return null
  }
}
