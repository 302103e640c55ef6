/** By the longest word and the whole length, so that no name is cut in two or off. */
export function nameSize(name: string): 'usual' | 'long' | 'longest' {
  const longest = Math.max(...name.split(' ').map((word) => word.length))
  return longest > 10 || name.length > 26 ? 'longest' : longest > 7 || name.length > 16 ? 'long' : 'usual'
}
