import { useId, useState } from 'react'
import { showTheme, storedTheme, type Theme, themes } from '#hub/console/ui/theme.ts'

const words: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark room', contrast: 'High contrast' }

export function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme)
  const id = useId()
  return (
    <div className="theme-switch">
      <label htmlFor={id}>Look</label>
      <select
        id={id}
        value={theme}
        onChange={(event) => {
          const chosen = themes.find((one) => one === event.target.value) ?? 'light'
          setTheme(chosen)
          showTheme(chosen)
        }}
      >
        {themes.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </div>
  )
}
