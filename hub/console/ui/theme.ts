export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]
const place = 'hedgerow-theme'

/** The theme is the one thing that the console keeps in this browser; a browser that keeps nothing gets the light one. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(place)
    return themes.find((theme) => theme === stored) ?? 'light'
  } catch {
    return 'light'
  }
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(place, theme)
  } catch {
    // Shown all the same; it is only not remembered.
  }
}

export function showStoredTheme(): void {
  document.documentElement.dataset.theme = storedTheme()
}
