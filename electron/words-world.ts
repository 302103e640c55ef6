/** The world beside the page in which its words, and what the child types, are read. */
export const wordsWorld = 'hedgerow-words'
