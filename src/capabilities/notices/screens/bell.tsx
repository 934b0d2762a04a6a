import { useOperation } from '../../../ui/api.ts'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { countUnread } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import './notices.css'

const MOST_SHOWN = 99

/** The bell in the header: how many notices are unread, and the way to them. */
export default function Bell() {
  const words = useMessages(noticesMessages)
  const count = useOperation(countUnread, {}, { keepPrevious: true })
  const unread = count.data?.unread ?? 0
  return (
    <AppLink to="/notices" className="nt-bell" aria-label={words.bell.label(unread)} title={words.bell.label(unread)}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path
          d="M10 2.500a5 5 0 0 0-5 5v3.200L3.600 13.400a.6.6 0 0 0 .5.9h11.800a.6.6 0 0 0 .5-.9L15 10.700V7.500a5 5 0 0 0-5-5Z M8 16a2 2 0 0 0 4 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.500"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {unread > 0 ? (
        <span className="nt-count" aria-hidden="true">
          {unread > MOST_SHOWN ? words.bell.many : unread}
        </span>
      ) : null}
    </AppLink>
  )
}
