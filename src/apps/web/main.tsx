import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../ui/language.tsx'
import { ErrorBoundary } from '../../ui/layout/error-boundary.tsx'
import { ScreensProvider } from '../../ui/panels.tsx'
import { ApiRefusal } from '../../ui/request.ts'
import { SessionProvider, useSessionState } from '../../ui/session.tsx'
import { screens } from './registry.ts'
import { makeRouter } from './router.tsx'
import '../../ui/layout/theme.css'
import '../../ui/kit/kit.css'
import '../../ui/layout/print.css'

/** Only an outage is worth asking twice by ourselves; every other refusal is an answer. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && error instanceof ApiRefusal && error.kind === 'unavailable',
      refetchOnWindowFocus: false,
    },
  },
})
const router = makeRouter(screens)

function Clarion() {
  const { session } = useSessionState()
  return (
    <LocaleProvider person={session?.person.id}>
      <ErrorBoundary>
        <ScreensProvider screens={screens}>
          <RouterProvider router={router} />
        </ScreensProvider>
      </ErrorBoundary>
    </LocaleProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <SessionProvider>
        <Clarion />
      </SessionProvider>
    </QueryClientProvider>
  </StrictMode>,
)
