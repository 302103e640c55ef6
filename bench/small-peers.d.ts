/** What the bench uses of packages that bring no types. */
declare module 'ahocorasick' {
  export default class AhoCorasick {
    constructor(keywords: string[])
    /** The place of each last letter, and the keywords that end there. */
    search(text: string): [number, string[]][]
  }
}
declare module 'minhash' {
  export class Minhash {
    constructor(config?: { numPerm?: number; seed?: number })
    update(part: string): void
    jaccard(other: Minhash): number
  }
  const all: { readonly Minhash: typeof Minhash }
  export default all
}
declare module 'simhash-js' {
  export class SimHash {
    constructor(options?: { kshingles?: number; maxFeatures?: number })
    /** 32 bits. */
    hash(text: string): number
  }
  const all: { readonly SimHash: typeof SimHash }
  export default all
}
