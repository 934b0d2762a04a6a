import { type ComponentType, Fragment, type ReactNode } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useOperation } from '../../../ui/api.ts'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { AppLink, usePath, usePathFields } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { type ContestState, showContest } from '../contract.ts'
import { StateMark } from './marks.tsx'
import { useWords } from './words.ts'
import '../../../ui/kit/table.css'
import './contests.css'

/** A contest as its pages know it. */
export type Contest = OutputOf<typeof showContest>

/** What every page of a contest has: its name and state, where it stands on its way, and the way to its other pages. */
export function ContestFrame({
  actions: Actions,
  children,
}: {
  readonly actions?: ComponentType<{ readonly contest: Contest }>
  readonly children: (contest: Contest) => ReactNode
}) {
  const { contestId } = usePathFields('contestId')
  const contest = useOperation(showContest, { contestId })
  return (
    <Answer of={contest}>
      {(answer) => (
        <>
          <Head contest={answer} actions={Actions ? <Actions contest={answer} /> : null} />
          {children(answer)}
        </>
      )}
    </Answer>
  )
}

function Head({ contest, actions }: { readonly contest: Contest; readonly actions: ReactNode }) {
  const words = useWords()
  const isSample = useSession().sample
  return (
    <>
      <PageHeader
        back={<AppLink to="/contests">{words.menu}</AppLink>}
        title={contest.name}
        note={
          <>
            {words.kinds[contest.kind]} · <DayText day={contest.heldOn} />
            {contest.place ? ` · ${contest.place}` : ''}
          </>
        }
        marks={
          <>
            <StateMark of={contest} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={actions}
      />
      <Tabs contest={contest} />
    </>
  )
}

function Tabs({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const path = usePath()
  const mayManage = useMay('contests.manage')
  const maySupervise = useMay('contests.supervise')
  const mayPapers = useMay('contests.papers')
  const base = `/contests/${contest.id}`
  const isBegun = !['draft', 'frozen', 'cancelled'].includes(contest.state)
  const tabs: readonly (readonly [string, string, boolean])[] = [
    [base, words.tabs.overview, true],
    [`${base}/rules`, words.tabs.rules, true],
    [`${base}/tour`, words.tabs.tour, contest.kind === 'tour'],
    [`${base}/seats`, words.tabs.seats, true],
    [`${base}/desk`, words.tabs.desk, mayManage && contest.state !== 'draft'],
    [`${base}/papers`, words.tabs.papers, mayPapers && isBegun],
    [`${base}/supervision`, words.tabs.supervision, maySupervise && isBegun],
    [`${base}/result`, words.tabs.result, isBegun],
  ]
  return (
    <nav className="ct-tabs no-print" aria-label={words.tabs.label}>
      {tabs
        .filter(([, , isShown]) => isShown)
        .map(([to, label]) => (
          <AppLink key={to} to={to} aria-current={path === to ? 'page' : undefined}>
            {label}
          </AppLink>
        ))}
    </nav>
  )
}

const WAY = [
  'draft',
  'frozen',
  'running',
  'closed',
  'counted',
  'signed',
  'published',
] as const satisfies readonly ContestState[]

/** Where a contest stands on its way; a cancelled one has left it. */
export function StatePath({ state }: { readonly state: ContestState }) {
  const words = useWords()
  const at = (WAY as readonly ContestState[]).indexOf(state)
  return (
    <ol className="ct-path" aria-label={words.path}>
      {WAY.map((each, index) => {
        const place = index < at ? 'done' : index === at ? 'now' : 'ahead'
        return (
          <Fragment key={each}>
            <li data-state={place} aria-current={place === 'now' ? 'step' : undefined}>
              <span aria-hidden="true">{place === 'done' ? '✓' : place === 'now' ? '●' : '○'}</span>{' '}
              {words.states[each]}
              <span className="k-hidden">
                {place === 'done' ? words.pathDone : place === 'now' ? words.pathNow : ''}
              </span>
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
