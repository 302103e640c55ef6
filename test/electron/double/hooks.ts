import { registerHooks } from 'node:module'

/** `node --import` this: `electron` is the double from here on. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context)
    return { url: new URL('./module.ts', import.meta.url).href, shortCircuit: true }
  },
})
