export const hello = 'Hello from a module. '
