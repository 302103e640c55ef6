import '#assets/tokens.css'
import './style/base.css'
import './style/bar.css'
import './style/parts.css'
import './style/sign-in.css'
import './style/agreement.css'
import './style/shelf.css'
import './style/calm.css'
import './style/think.css'
import './style/tell.css'
import './style/report.css'
import './style/story.css'
import './style/letters.css'
import './style/staff.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { listen } from './listen.ts'
import { applyLook } from './look.ts'
import { startWords } from './words.ts'

const wishes = new URLSearchParams(location.search)
const surface = wishes.get('surface') === 'bar' ? 'bar' : 'main'
applyLook(wishes)
await startWords(wishes.get('lang') ?? 'en-GB')
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App surface={surface} />)
listen(surface)
