import { asDay } from '../../../kernel/day.ts'
import { formatDay, formatInstant } from '../../../kernel/format.ts'
import { writtenLocale } from '../../../kernel/language.ts'
import { useCommand, useOperation, usePages } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Empty, Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { countUnread, listNotices, markRead, NOTICE_GROUPS, type Notice, type NoticeGroup } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import './notices.css'

const STATE = { unread: '', group: '' }

/** The notices of the person who reads: the newest first, unread ones marked, each with the way to where it is done. */
export default function InboxPage() {
  const words = useMessages(noticesMessages)
  const [state, patch] = useUrlState(STATE)
  const isUnread = state.unread === '1'
  const count = useOperation(countUnread, {}, { keepPrevious: true })
  const read = useCommand(markRead)
  const notices = usePages(listNotices, {
    ...(isUnread ? { unread: true } : {}),
    ...(state.group === '' ? {} : { group: state.group as NoticeGroup }),
    limit: 50,
  })
  return (
    <div>
      <PageHeader
        title={words.inbox.title}
        note={words.inbox.note}
        actions={
          <>
            <button
              type="button"
              className="k-button"
              disabled={(count.data?.unread ?? 0) === 0 || read.isPending}
              onClick={() => read.mutate({})}
            >
              {words.inbox.readAll}
            </button>
            <AppLink to="/notices/preferences" className="k-button">
              {words.inbox.preferences}
            </AppLink>
          </>
        }
      />
      <div className="nt-filters">
        <label>
          <input
            type="checkbox"
            checked={isUnread}
            onChange={(event) => patch({ unread: event.target.checked ? '1' : '' })}
          />{' '}
          {words.inbox.onlyUnread}
        </label>
        <label>
          {words.inbox.group}{' '}
          <select value={state.group} onChange={(event) => patch({ group: event.target.value })}>
            <option value="">{words.inbox.all}</option>
            {NOTICE_GROUPS.map((group) => (
              <option key={group} value={group}>
                {words.groups[group]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {notices.refusal ? <RefusalNote refusal={notices.refusal} onRetry={notices.reload} /> : null}
      {notices.isLoading ? <Loading /> : null}
      {!notices.isLoading && !notices.refusal && notices.rows.length === 0 ? (
        <Empty>{isUnread || state.group !== '' ? words.inbox.emptyUnread : words.inbox.empty}</Empty>
      ) : null}
      {notices.rows.length > 0 ? (
        <ul className="nt-list">
          {notices.rows.map((notice) => (
            <li key={notice.id}>
              <Line
                notice={notice}
                onOpen={() => (notice.isRead ? undefined : read.mutate({ noticeIds: [notice.id] }))}
              />
              {notice.isRead ? null : (
                <button
                  type="button"
                  className="k-button k-button-text nt-done"
                  onClick={() => read.mutate({ noticeIds: [notice.id] })}
                >
                  {words.inbox.read}
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {notices.hasMore ? (
        <button type="button" className="k-button" disabled={notices.isLoadingMore} onClick={notices.loadMore}>
          {words.inbox.more}
        </button>
      ) : null}
    </div>
  )
}

function Line({ notice, onOpen }: { readonly notice: Notice; readonly onOpen: () => void }) {
  const words = useMessages(noticesMessages)
  const { locale } = useLocale()
  return (
    <AppLink to={notice.path} className={notice.isRead ? 'nt-notice nt-isread' : 'nt-notice'} onClick={onOpen}>
      <span className={notice.isRead ? 'nt-dot nt-none' : 'nt-dot'}>
        {notice.isRead ? null : <span className="k-hidden">{words.inbox.unread}</span>}
      </span>
      <span className="nt-what">
        <b>{notice.words[writtenLocale(locale)]}</b>
        {notice.title}
        <small className="k-quiet">
          {[
            words.groups[notice.group],
            notice.unitName,
            notice.dueOn ? words.inbox.due(formatDay(asDay(notice.dueOn), locale)) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <time className="nt-when" dateTime={notice.at}>
        {formatInstant(new Date(notice.at), locale)}
      </time>
    </AppLink>
  )
}
