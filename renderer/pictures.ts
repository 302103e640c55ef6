const assets = import.meta.glob<string>('../assets/{icons,pictures,hedgehog}/*.svg', { eager: true, query: '?url', import: 'default' })
const drawn = import.meta.glob<string>('./drawn/*.svg', { eager: true, query: '?url', import: 'default' })

export const moods = ['curious', 'curled', 'go', 'listening', 'stop', 'thank-you', 'thinking'] as const
export type Mood = (typeof moods)[number]

/** Where a picture of a tile, a child, a rule or a report is: `lady-beetle`, `shelf`. A name that nobody drew gives three dots. */
export function pictureUrl(name: string): string {
  return (
    assets[`../assets/icons/${name}.svg`] ??
    assets[`../assets/pictures/${name}.svg`] ??
    drawn[`./drawn/${name}.svg`] ??
    assets['../assets/icons/other.svg'] ??
    ''
  )
}

export function hedgehogUrl(mood: Mood): string {
  return assets[`../assets/hedgehog/${mood}.svg`] ?? ''
}

/** For tests: is there a picture of this name? */
export function isDrawn(name: string): boolean {
  return ['../assets/icons/', '../assets/pictures/', './drawn/'].some(
    (folder) => (assets[`${folder}${name}.svg`] ?? drawn[`${folder}${name}.svg`]) !== undefined,
  )
}
