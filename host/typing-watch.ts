import { PersonalKind, type TypingAnswer, type TypingCare } from '#core/contract/personal.ts'
import { findPersonal } from '#core/guard/personal/find-personal.ts'

/** The name through which the script speaks; it exists in the script's own world alone. */
export const typingBinding = 'hedgerowTyping'

/** Makes the script do what the child answered; evaluated in the script's world. */
export const answerTyping = (answer: TypingAnswer): string => `globalThis.hedgerowTypingAnswer?.(${JSON.stringify(answer)})`

/**
 * Runs beside the page, in a world of its own and in every frame, before any script of the page. It looks at what the child
 * types, here alone: out of this world go the *kinds* of what was found, never a letter. What would send (Enter, a press, a
 * form) does nothing until the child has answered; the shell holds what the page asks for meanwhile.
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
  const wordsOf = (field) => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : field.innerText) ?? ''
  const asksOf = (field) => {
    if (!(field instanceof HTMLInputElement)) return null
    if (field.type === 'password') return 'password'
    const labels = [...(field.labels ?? [])].map((label) => label.textContent ?? '')
    for (const said of [field.autocomplete, field.type, field.name, field.id, field.placeholder, field.getAttribute('aria-label') ?? '', ...labels])
      for (const [kind, pattern] of asksFor) if (pattern.test(said.trim().slice(0, 200))) return kind
    return null
  }
  const foundIn = (text, asks, isDone) => find({ text, asks, isDone }, own).filter((kind) => !okay.has(kind))
  /** Looks at all that the child typed; true when the child has to be asked first. */
  const look = (isDone) => {
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
  const halt = (event) => { event.preventDefault(); event.stopImmediatePropagation() }
  const capture = { capture: true, passive: false }
  const later = () => { clearTimeout(timer); timer = setTimeout(() => look(true), 1500) }
  addEventListener('input', (event) => {
    if (!event.isTrusted) return
    const field = fieldOf(event)
    if (field === null || !isText(field)) return
    typed.add(field)
    const isWhole = event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop' || event.inputType === 'insertReplacementText'
    if (look(isWhole)) event.stopImmediatePropagation()
    else later()
  }, capture)
  for (const kind of ['change', 'focusout', 'blur']) addEventListener(kind, (event) => { if (typed.size > 0 && look(true)) event.stopImmediatePropagation() }, capture)
  addEventListener('keydown', (event) => {
    if (!event.isTrusted) return
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (look(true) && event.key === 'Enter') halt(event)
      else if (event.key === 'Enter') loose = ''
      return
    }
    // Typed where no field can be seen: a picture that is drawn on, or a tree that is shut.
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || fieldOf(event) !== null) return
    if (event.timeStamp - looseAt > 4000) loose = ''
    looseAt = event.timeStamp
    loose = (loose + event.key).slice(-80)
    look(false)
  }, capture)
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click'])
    addEventListener(kind, (event) => {
      if (typed.size === 0 && loose === '') return
      if (event.isTrusted && fieldOf(event) !== null && typed.has(fieldOf(event)) && document.activeElement === fieldOf(event)) return
      if (look(true)) halt(event)
    }, capture)
  addEventListener('submit', (event) => { if (look(true)) halt(event) }, capture)
  Object.defineProperty(globalThis, 'hedgerowTypingAnswer', { value: (answer) => {
    toldAt = -Infinity
    clearTimeout(timer)
    loose = ''
    if (answer !== 'take-out') { okay = new Set(answer); return }
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
