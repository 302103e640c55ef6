/** The two names under which our own screens and the shell talk. No other channel exists. */
export const callChannel = 'hedgerow:call'
export const viewChannel = 'hedgerow:view'

/** What comes back for a call: a value, or a code and nothing else, so that no message of the machine reaches a screen. */
export type Answer = { readonly kind: 'answer'; readonly value: unknown } | { readonly kind: 'fault'; readonly code: string }
