import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { LightTag, Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { showLeaderCard, type SponsoredProject, type SponsorPost } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { AmountText } from './amounts.tsx'
import { OutcomeMark, PromiseList } from './marks.tsx'
import './project-support.css'
import { RecordVisitDialog } from './visit-dialogs.tsx'

const STATE = { postId: '' }
/** Lines of one kind a card shows; the rest is counted. */
const SHOWN = 3

/** A sponsoring leader's projects, the reddest first: one card each. */
export default function LeaderCardPage() {
  const words = useMessages(projectSupportMessages).card
  const { locale } = useLocale()
  const isSample = useSession().sample
  const [{ postId }, patch] = useUrlState(STATE)
  const card = useOperation(showLeaderCard, postId ? { postId } : {}, { keepPrevious: true })
  const leader = card.data?.leader
  return (
    <>
      <PageHeader
        title={words.title}
        note={[leader ? words.of(leader.title, leader.personName) : '', words.note].filter(Boolean).join(' · ')}
        marks={isSample ? <SampleMark /> : null}
        actions={card.data ? <Whose leaders={card.data.leaders} shown={leader} onChange={patch} /> : null}
      />
      <Answer of={card}>
        {({ items, today }) => (
          <>
            {leader ? (
              <p className="k-quiet ps-sum">
                {formatDay(asDay(today), locale)} ·{' '}
                {words.counts(
                  items.length,
                  items.filter(({ light }) => light === 'red').length,
                  items.flatMap(({ promises }) => promises).filter(({ isOverdue }) => isOverdue).length,
                )}
              </p>
            ) : null}
            {items.length === 0 ? <Empty>{leader ? words.empty : words.noLeader}</Empty> : null}
            <ol className="ps-cards">
              {items.map((project) => (
                <li key={project.id}>
                  <Card project={project} postId={leader?.postId} />
                </li>
              ))}
            </ol>
          </>
        )}
      </Answer>
    </>
  )
}

function Whose({
  leaders,
  shown,
  onChange,
}: {
  readonly leaders: readonly SponsorPost[]
  readonly shown: SponsorPost | null | undefined
  readonly onChange: (change: { readonly postId: string }) => void
}) {
  const words = useMessages(projectSupportMessages).card
  if (leaders.length < 2) return null
  return (
    <div className="ps-whose no-print">
      <label htmlFor="ps-whose">{words.whose}</label>
      <ChoiceField
        id="ps-whose"
        value={shown?.postId ?? null}
        options={leaders.map(({ postId, title, personName }) => ({
          value: postId,
          label: words.of(title, personName),
        }))}
        onChange={(postId) => onChange({ postId: postId ?? '' })}
      />
    </div>
  )
}

function Card({ project, postId }: { readonly project: SponsoredProject; readonly postId: string | undefined }) {
  const words = useMessages(projectSupportMessages)
  const mayVisit = useMay('project_support.visit')
  const [isRecording, setRecording] = useState(false)
  const { lastVisit, nextNode, openProblems, promises, uncovered } = project
  return (
    <article className={`ps-card ps-card-${project.light}`}>
      <header className="k-toolbar">
        <LightTag colour={project.light} />
        <span className="k-quiet">{project.number}</span>
        {project.isCoSponsored ? <Mark>{words.card.coSponsored}</Mark> : null}
      </header>
      <h2>
        <AppLink to={`/key-projects/${project.id}`}>{project.name}</AppLink>
      </h2>
      {project.completion === null ? null : (
        <PaceBar done={project.completion} pace={project.pace} colour={project.light} />
      )}
      <dl>
        {project.yearPlan === null ? null : (
          <div>
            <dt>{words.card.done}</dt>
            <dd>
              <MoneyText yuan={project.investedThisYear} /> / <MoneyText yuan={project.yearPlan} />
            </dd>
          </div>
        )}
        <div>
          <dt>{words.card.lastVisit}</dt>
          <dd>
            {lastVisit ? (
              <>
                <DayText day={lastVisit.visitedOn} /> <OutcomeMark outcome={lastVisit.outcome} /> {lastVisit.sentence}
                {lastVisit.nextOn ? (
                  <span className="k-quiet">
                    {' '}
                    {words.card.nextVisit} <DayText day={lastVisit.nextOn} />
                  </span>
                ) : null}
              </>
            ) : (
              <span className="k-quiet">{words.card.neverVisited}</span>
            )}
          </dd>
        </div>
        {nextNode ? (
          <div>
            <dt>{words.card.nextNode}</dt>
            <dd>
              {nextNode.name} <DayText day={nextNode.dueOn} />{' '}
              {nextNode.isLate ? <Mark tone="bad">{words.card.late}</Mark> : null}
            </dd>
          </div>
        ) : null}
        {openProblems.length > 0 ? (
          <div>
            <dt>{words.card.openProblems}</dt>
            <dd>
              <ul className="ps-lines">
                {openProblems.slice(0, SHOWN).map((each) => (
                  <li key={each.visitId}>
                    {each.problem} <DayText day={each.visitedOn} />
                  </li>
                ))}
              </ul>
              <More of={openProblems.length} />
            </dd>
          </div>
        ) : null}
        {promises.length > 0 ? (
          <div>
            <dt>{words.card.promises}</dt>
            <dd>
              <PromiseList promises={promises.slice(0, SHOWN)} />
              <More of={promises.length} />
            </dd>
          </div>
        ) : null}
        {uncovered.length > 0 ? (
          <div>
            <dt>{words.card.uncovered}</dt>
            <dd>
              <ul className="ps-lines">
                {uncovered.map(({ factor, amount }) => (
                  <li key={`${factor} ${amount}`}>
                    {words.factors[factor]} <AmountText factor={factor} amount={amount} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
      </dl>
      {mayVisit ? (
        <footer className="no-print">
          <button type="button" className="k-button" onClick={() => setRecording(true)}>
            {words.visits.record}
          </button>
        </footer>
      ) : null}
      {isRecording ? (
        <RecordVisitDialog
          projectId={project.id}
          projectName={project.name}
          visitorPostId={postId}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </article>
  )
}

function More({ of }: { readonly of: number }) {
  const words = useMessages(projectSupportMessages).card
  return of > SHOWN ? <span className="k-quiet">{words.more(of - SHOWN)}</span> : null
}
