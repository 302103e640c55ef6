/** Letters as they are compared: no case, no accents, one kind of space and apostrophe. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .toLowerCase()
}

/** Does each word of the question stand somewhere in these texts, also as a part of a longer word? An empty question finds nothing. */
export function hasWords(texts: readonly string[], question: string): boolean {
  const words = plain(question)
    .split(/\s+/)
    .filter((word) => word !== '')
  const all = plain(texts.join('\n'))
  return words.length > 0 && words.every((word) => all.includes(word))
}
