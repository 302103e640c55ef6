import { hedgehogUrl, type Mood, pictureUrl } from '../pictures.ts'

/** A picture in its window; neighbours get different tints by their place. Decoration: the button or the words beside it name it. */
export function Picture({ name, place = 0 }: { readonly name: string; readonly place?: number }) {
  return (
    <span className={`pic tint-${place % 5}`}>
      <img src={pictureUrl(name)} alt="" draggable={false} />
    </span>
  )
}

/** A picture on a light plate, for coloured buttons. */
export function Plate({ name }: { readonly name: string }) {
  return (
    <span className="plate">
      <img src={pictureUrl(name)} alt="" draggable={false} />
    </span>
  )
}

export function Sign({ name }: { readonly name: string }) {
  return <img className="sign" src={pictureUrl(name)} alt="" draggable={false} />
}

export function Hedgehog({ mood, className = 'hog' }: { readonly mood: Mood; readonly className?: string }) {
  return <img className={className} src={hedgehogUrl(mood)} alt="" draggable={false} />
}
