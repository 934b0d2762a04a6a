import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { HistoryList } from '../../../ui/kit/history-list.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText, InstantText, MoneyText, PeriodText } from '../../../ui/kit/texts.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { type ContestAction, listContestLog } from '../contract.ts'
import { type Contest, ContestFrame, StatePath } from './contest-frame.tsx'
import { CancelDialog, CopyDialog } from './head-dialogs.tsx'
import { Fingerprint } from './marks.tsx'
import { useUnitNames } from './units.tsx'
import { plain, useWords } from './words.ts'

/** One contest: what comes next, its facts and rules in sentences, its entrants, and what happened. */
export default function ContestPage() {
  return (
    <ContestFrame actions={Actions}>
      {(contest) => (
        <>
          <StatePath state={contest.state} />
          <Next contest={contest} />
          <FactsPart contest={contest} />
          <RulesPart contest={contest} />
          <EntrantsPart contest={contest} />
          <LogPart contestId={contest.id} />
        </>
      )}
    </ContestFrame>
  )
}

function Actions({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const [asking, setAsking] = useState<'copy' | 'rehearse' | 'cancel'>()
  const close = (): void => setAsking(undefined)
  const { actions } = contest
  return (
    <>
      {actions.includes('copy') ? (
        <>
          <button type="button" className="k-button" onClick={() => setAsking('rehearse')}>
            {words.actions.rehearse}
          </button>
          <button type="button" className="k-button" onClick={() => setAsking('copy')}>
            {words.actions.copy}
          </button>
        </>
      ) : null}
      {actions.includes('cancel') ? (
        <button type="button" className="k-button" onClick={() => setAsking('cancel')}>
          {words.actions.cancel}
        </button>
      ) : null}
      {asking === 'copy' || asking === 'rehearse' ? (
        <CopyDialog contest={contest} asRehearsal={asking === 'rehearse'} onClose={close} />
      ) : null}
      {asking === 'cancel' ? <CancelDialog contest={contest} onClose={close} /> : null}
    </>
  )
}

/** What waits first, by what may be done: the words, and the page where it is done. */
const NEXT: readonly (readonly [
  ContestAction,
  'edit' | 'seats' | 'desk' | 'count' | 'sign' | 'publish' | 'done',
  string,
])[] = [
  ['edit', 'edit', 'rules'],
  ['start', 'seats', 'seats'],
  ['host', 'desk', 'desk'],
  ['count', 'count', 'result'],
  ['sign', 'sign', 'supervision'],
  ['publish', 'publish', 'result'],
  ['decide', 'done', 'result'],
]

function Next({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const first = NEXT.find(([action]) => contest.actions.includes(action))
  return (
    <p className="ct-next">
      <b>{words.next.title}</b>
      <span>{first ? words.next[first[1]] : words.next.none}</span>
      {first ? (
        <AppLink className="k-button k-button-primary" to={`/contests/${contest.id}/${first[2]}`}>
          {words.next.go}
        </AppLink>
      ) : null}
    </p>
  )
}

function FactsPart({ contest }: { readonly contest: Contest }) {
  const { facts } = useWords()
  return (
    <Section title={facts.title}>
      <Facts
        items={[
          { label: facts.heldOn, value: <DayText day={contest.heldOn} /> },
          { label: facts.period, value: <PeriodText period={contest.period} /> },
          { label: facts.place, value: contest.place },
          { label: facts.entrants, value: contest.entrants },
          {
            label: facts.rulesHash,
            value: contest.rulesHash ? <Fingerprint of={contest.rulesHash} /> : facts.notFrozen,
          },
          {
            label: facts.frozen,
            value: contest.frozenAt ? (
              <>
                <InstantText at={contest.frozenAt} /> {contest.frozenBy}
              </>
            ) : null,
          },
          { label: facts.published, value: contest.publishedAt ? <InstantText at={contest.publishedAt} /> : null },
        ]}
      />
    </Section>
  )
}

function RulesPart({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  return (
    <Section title={words.rules.title}>
      <ol className="ct-sentences">
        {words.rules.sentences(contest.body).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </Section>
  )
}

function EntrantsPart({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const names = words.entrantColumns
  const { body } = contest
  const units = useUnitNames()
  const hasSpeaker = body.entrants.some(({ speaker }) => speaker !== '')
  const hasCoefficient = body.coefficient.kind === 'given'
  const hasInvestment = body.entrants.some(({ investment }) => investment !== null)
  return (
    <Section title={words.entrants}>
      {body.entrants.length === 0 ? (
        <Empty>{words.next.edit}</Empty>
      ) : (
        <div className="ct-scroll">
          <table className="k-table">
            <thead>
              <tr>
                <th scope="col">{names.name}</th>
                {body.groups.length > 1 ? <th scope="col">{names.group}</th> : null}
                <th scope="col">{names.unit}</th>
                {hasSpeaker ? <th scope="col">{names.speaker}</th> : null}
                {hasCoefficient ? (
                  <th scope="col" className="k-number">
                    {names.coefficient}
                  </th>
                ) : null}
                {hasInvestment ? (
                  <th scope="col" className="k-number">
                    {names.investment}
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {body.entrants.map((each) => (
                <tr key={each.key}>
                  <th scope="row">
                    {each.projectIds.length === 1 ? (
                      <AppLink to={`/key-projects/${each.projectIds[0] ?? ''}`}>{each.name}</AppLink>
                    ) : (
                      each.name
                    )}
                  </th>
                  {body.groups.length > 1 ? (
                    <td>{body.groups.find(({ key }) => key === each.groupKey)?.name}</td>
                  ) : null}
                  <td>{(each.unitId && units.get(each.unitId)) || words.none}</td>
                  {hasSpeaker ? <td>{each.speaker || words.none}</td> : null}
                  {hasCoefficient ? <td className="k-number">{plain(each.coefficient)}</td> : null}
                  {hasInvestment ? (
                    <td className="k-number">
                      <MoneyText yuan={each.investment} />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function LogPart({ contestId }: { readonly contestId: string }) {
  const words = useWords()
  const log = useOperation(listContestLog, { contestId })
  return (
    <Section title={words.log.title} note={words.log.note}>
      <Answer of={log}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.log.empty}</Empty>
          ) : (
            <HistoryList
              entries={items.map((line) => ({
                id: line.id,
                at: line.at,
                who: line.actorName,
                what: words.log.kinds[line.kind] ?? line.kind,
                ...(line.reason ? { reason: line.reason } : {}),
              }))}
            />
          )
        }
      </Answer>
    </Section>
  )
}
