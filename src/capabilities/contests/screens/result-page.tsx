import { Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import {
  countContest,
  downloadPackage,
  downloadRecount,
  downloadScoreSheet,
  publishContest,
  showResult,
} from '../contract.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { DecisionsPart } from './decisions-part.tsx'
import { Fingerprint } from './marks.tsx'
import { ResultGroup } from './result-group.tsx'
import { useWords } from './words.ts'

type Shown = OutputOf<typeof showResult>

/** The result: every place with how it came about, the checksum and what one judge less would change, the files for a recount, and what was decided on it. */
export default function ResultPage() {
  return <ContestFrame actions={Actions}>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const answer = useOperation(showResult, { contestId: contest.id })
  if (answer.error?.kind === 'not_found') return <Empty>{words.results.hidden}</Empty>
  return (
    <Answer of={answer}>
      {(shown) => {
        const { result } = shown
        if (!result) return <Empty>{words.results.notYet}</Empty>
        return (
          <>
            {contest.state === 'published' ? null : <p className="ct-warn no-print">{words.results.hidden}</p>}
            {result.groups.map((group) => (
              <ResultGroup key={group.groupKey} contest={contest} group={group} isAlone={result.groups.length === 1} />
            ))}
            <p className="k-quiet ct-note">{words.results.ballots(result.ballots, result.voided)}</p>
            <CountsPart contest={contest} shown={shown} />
            <DecisionsPart contest={contest} decisions={shown.decisions} />
            <RecordPanels subject={{ kind: 'contest', id: contest.id }} />
          </>
        )
      }}
    </Answer>
  )
}

function Actions({ contest }: { readonly contest: Contest }) {
  const { results: words } = useWords()
  const [asking, setAsking] = useState<'count' | 'publish'>()
  const close = (): void => setAsking(undefined)
  const path = { contestId: contest.id, expectedVersion: contest.version }
  const count = useCommand(countContest, { onSuccess: close })
  const publish = useCommand(publishContest, { onSuccess: close })
  const command = asking === 'count' ? count : publish
  return (
    <>
      {(['count', 'publish'] as const)
        .filter((action) => contest.actions.includes(action))
        .map((action) => (
          <button key={action} type="button" className="k-button k-button-primary" onClick={() => setAsking(action)}>
            {words[action]}
          </button>
        ))}
      <Modal
        open={asking !== undefined}
        title={asking ? words[asking] : ''}
        okText={asking ? words[asking] : ''}
        confirmLoading={command.isPending}
        onOk={() => command.mutate(path)}
        onCancel={close}
      >
        {command.error ? <RefusalNote refusal={command.error} /> : null}
        <p>{asking === 'count' ? words.countSure : words.publishSure}</p>
      </Modal>
    </>
  )
}

function CountsPart({ contest, shown }: { readonly contest: Contest; readonly shown: Shown }) {
  const words = useWords()
  const names = words.results
  const pack = useDownload(downloadPackage)
  const script = useDownload(downloadRecount)
  const sheet = useDownload(downloadScoreSheet)
  const refusal = pack.error ?? script.error ?? sheet.error
  return (
    <Section
      title={names.counts}
      actions={
        <>
          <button type="button" className="k-button" onClick={() => pack.mutate({ contestId: contest.id })}>
            {names.package}
          </button>
          <button type="button" className="k-button" onClick={() => script.mutate({})}>
            {names.script}
          </button>
          <button type="button" className="k-button" onClick={() => sheet.mutate({ contestId: contest.id })}>
            {names.sheet}
          </button>
          <button type="button" className="k-button" onClick={() => window.print()}>
            {names.print}
          </button>
        </>
      }
    >
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <ul className="ct-counts">
        {shown.counts.map((count) => (
          <li key={count.id}>
            <b>{names.countLine(count.ordinal)}</b> <InstantText at={count.countedAt} /> {count.countedBy} ·{' '}
            {words.supervision.digest} <Fingerprint of={count.digest} /> · {words.supervision.fingerprint}{' '}
            <Fingerprint of={count.fingerprint} />{' '}
            {count.sentBackAt ? (
              <Mark tone="bad">{names.sentBack(count.sentBackReason ?? '')}</Mark>
            ) : count.signedBy ? (
              <Mark tone="good">{names.signedBy(count.signedBy)}</Mark>
            ) : (
              <Mark tone="warn">{names.unsigned}</Mark>
            )}
          </li>
        ))}
      </ul>
      {shown.isGenuine === null ? null : (
        <Mark tone={shown.isGenuine ? 'good' : 'bad'}>{shown.isGenuine ? names.genuine : names.broken}</Mark>
      )}
    </Section>
  )
}
