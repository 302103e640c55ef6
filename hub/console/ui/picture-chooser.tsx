import { useId } from 'react'
import { Picture } from '#hub/console/ui/picture.tsx'
import { pictureNames, pictureWords } from '#hub/console/ui/pictures.ts'

/** One picture of many: a radio group, so that arrow keys move in it. */
export function PictureChooser({
  legend,
  chosen,
  onChoose,
  names = pictureNames,
}: {
  legend: string
  chosen: string
  onChoose: (name: string) => void
  names?: readonly string[]
}) {
  const group = useId()
  return (
    <fieldset className="chooser">
      <legend>{legend}</legend>
      <div className="choices">
        {names.map((name) => (
          <label key={name} className="choice" title={pictureWords(name)}>
            <input type="radio" name={group} value={name} checked={name === chosen} onChange={() => onChoose(name)} />
            <Picture name={name} />
            <span className="for-readers">{pictureWords(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
