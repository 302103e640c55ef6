/** Resolves once the browser has had time to draw: before hard work that stops it from drawing. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50))
}
