const found = import.meta.glob<string>(['#assets/pictures/*.svg', '#assets/icons/*.svg'], { eager: true, query: '?url', import: 'default' })

const byName = new Map<string, string>()
const tilePictures: string[] = []
for (const [path, url] of Object.entries(found)) {
  const name = path.replace(/^.*\//, '').replace(/\.svg$/, '')
  byName.set(name, url)
  if (path.includes('/pictures/')) tilePictures.push(name)
}

/** The names of all pictures that a tile or a child may have, in order. */
export const pictureNames: readonly string[] = tilePictures.sort()

/** Where a picture or a sign is, or null when this build does not have it. */
export function pictureUrl(name: string): string | null {
  return byName.get(name) ?? null
}

/** "lady-beetle" as words. */
export function pictureWords(name: string): string {
  return name.replaceAll('-', ' ')
}
