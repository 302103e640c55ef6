import '#hub/console/no-code-from-text.ts'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#hub/console/app.tsx'
import '#assets/tokens.css'
import '#hub/console/look/base.css'
import '#hub/console/look/frame.css'
import '#hub/console/look/parts.css'
import '#hub/console/look/desks.css'
import '#hub/console/look/print.css'
import { showStoredTheme } from '#hub/console/ui/theme.ts'

showStoredTheme()

const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
