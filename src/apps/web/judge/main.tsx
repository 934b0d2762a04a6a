import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../../ui/language.tsx'
import { JudgePage } from './judge-page.tsx'
import { linkOf } from './link.ts'
import '../../../ui/layout/theme.css'
import '../../../ui/kit/kit.css'
import './judge.css'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <JudgePage link={linkOf(location.pathname)} />
    </LocaleProvider>
  </StrictMode>,
)

// Only pages of HTTPS and of this machine may keep themselves; elsewhere the page says so itself.
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/judge-worker.js', { scope: '/judge/' }).catch(() => undefined)
