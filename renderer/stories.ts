import { type PictureStory, type StoryPart, storyParts } from '#core/contract/picture-story.ts'
import { storyWord } from './words.ts'

/** A file for each picture, fetched when it is shown: only the screens of the stories load them. */
const files = import.meta.glob<string>('../assets/pictures/stories/*/*.svg', { eager: true, query: '?url', import: 'default' })

/** Where the picture of a story's part is. */
export function storyPictureUrl(part: StoryPart, id: string): string {
  return files[`../assets/pictures/stories/${part}/${id}.svg`] ?? ''
}

/** What a child calls the picture: `tiger`, `at the castle`. */
export function storyPictureName(part: StoryPart, id: string): string {
  return storyWord(`${part}.${id}`)
}

/** As much of a story as is chosen. */
export type StoryBegun = { readonly [part in StoryPart]?: PictureStory[part] | undefined }

/** A story, or as much of it as is chosen, in pieces that make a sentence one after the other, read and heard: `A red`, `tiger`, `swimming`, `at the castle`. */
export function storyPieces(story: StoryBegun): string[] {
  return storyParts.flatMap((part) => {
    const id = story[part]
    return id === undefined ? [] : [storyWord(`${part === 'colour' ? 'opening' : part}.${id}`)]
  })
}
