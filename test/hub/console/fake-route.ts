let ids = 0
/** Another id each time, of the right form. */
export const newId = (): string => (++ids).toString(16).padStart(32, '0')

export type Answers = { readonly [key: string]: unknown }
/** What a `FakeHub` does for a route. `part`: a part of the path, from 0 before the first slash. */
export type Route = (body: unknown, part: (index: number) => string, query: URLSearchParams) => Answers
