import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../../ui/language.tsx'
import { linkOf } from '../judge/link.ts'
import { BoardPage } from './board-page.tsx'
import '../../../ui/layout/theme.css'
import '../../../ui/kit/kit.css'
import './board.css'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
document.documentElement.classList.add('wall-root')
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <BoardPage link={linkOf(location.pathname)} />
    </LocaleProvider>
  </StrictMode>,
)
