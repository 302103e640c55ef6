import { pictureUrl } from '#hub/console/ui/pictures.ts'

/** A tile picture in its window. The tint follows from the name, so that one picture always has the same one. */
export function Picture({ name, size = 'row' }: { name: string; size?: 'row' | 'large' }) {
  const url = pictureUrl(name)
  const tint = ([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5) + 1
  return <span className={`pic pic-${tint} pic-${size}`}>{url !== null && <img src={url} alt="" />}</span>
}
