import type { StoryPart } from '#core/contract/picture-story.ts'
import { storyPictureUrl } from '../stories.ts'

/** One picture of a story on its light ground. Decoration: the words beside it name it. */
export function StoryPicture({ part, id }: { readonly part: StoryPart; readonly id: string }) {
  return (
    <span className="story-picture">
      <img src={storyPictureUrl(part, id)} alt="" draggable={false} />
    </span>
  )
}
