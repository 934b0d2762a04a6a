import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { checkPaper, downloadPaperBallots, listPapers, listSeats, type PaperState } from '../contract.ts'
import { useMay } from '../../../ui/session.tsx'
import { aboutText, ballotLines } from './ballot-text.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { PaperForm } from './paper-form.tsx'
import { useWords } from './words.ts'

type Paper = OutputOf<typeof listPapers>['items'][number]

/** Paper ballots: typed by one person, held against the sheet by another. */
export default function PapersPage() {
  return <ContestFrame>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const [isTyping, setTyping] = useState(false)
  const papers = useOperation(listPapers, { contestId: contest.id })
  const seats = useOperation(listSeats, { contestId: contest.id })
  const mayPrint = useMay('contests.manage')
  const sheets = useDownload(downloadPaperBallots)
  return (
    <Section
      title={words.papers.title}
      note={words.papers.note}
      actions={
        <>
          {mayPrint && seats.data && seats.data.items.length > 0 ? (
            <button
              type="button"
              className="k-button"
              disabled={sheets.isPending}
              onClick={() => sheets.mutate({ contestId: contest.id })}
            >
              {words.papers.sheets}
            </button>
          ) : null}
          {contest.actions.includes('papers') ? (
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={!seats.data}
              onClick={() => setTyping(true)}
            >
              {words.papers.type}
            </button>
          ) : null}
        </>
      }
    >
      {sheets.error ? <RefusalNote refusal={sheets.error} /> : null}
      <Answer of={papers}>
        {({ items }) =>
          items.length === 0 ? <Empty>{words.papers.empty}</Empty> : <Papers contest={contest} papers={items} />
        }
      </Answer>
      {isTyping && seats.data ? (
        <PaperForm contest={contest} seats={seats.data.items} onClose={() => setTyping(false)} />
      ) : null}
    </Section>
  )
}

const TONES: Readonly<Record<PaperState, 'warn' | 'good' | 'bad'>> = {
  typed: 'warn',
  confirmed: 'good',
  rejected: 'bad',
}

function Papers({ contest, papers }: { readonly contest: Contest; readonly papers: readonly Paper[] }) {
  const words = useWords()
  const names = words.papers.columns
  const [rejecting, setRejecting] = useState<Paper>()
  const check = useCommand(checkPaper, { onSuccess: () => setRejecting(undefined) })
  return (
    <div className="ct-scroll">
      {check.error && !rejecting ? <RefusalNote refusal={check.error} /> : null}
      <table className="k-table">
        <thead>
          <tr>
            <th scope="col">{names.seat}</th>
            <th scope="col">{names.about}</th>
            <th scope="col">{names.content}</th>
            <th scope="col">{names.state}</th>
            <th scope="col">{names.typed}</th>
            <th scope="col">{names.checked}</th>
            <th scope="col">{names.acts}</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <tr key={paper.id}>
              <th scope="row">{words.seats.seat(paper.seatNumber)}</th>
              <td>{aboutText(contest.body, paper.about, words)}</td>
              <td>
                <ul className="ct-lines">
                  {ballotLines(contest.body, paper.content, words).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </td>
              <td>
                <Mark tone={TONES[paper.state]}>{words.papers.states[paper.state]}</Mark>
                {paper.reason ? <span className="k-quiet"> {paper.reason}</span> : null}
              </td>
              <td>
                {paper.typedBy}
                <br />
                <InstantText at={paper.typedAt} />
              </td>
              <td>
                {paper.checkedBy ? (
                  <>
                    {paper.checkedBy}
                    <br />
                    <InstantText at={paper.checkedAt} />
                  </>
                ) : (
                  words.none
                )}
              </td>
              <td>
                {paper.canCheck ? (
                  <span className="k-toolbar">
                    <button
                      type="button"
                      className="k-button k-button-primary"
                      disabled={check.isPending}
                      onClick={() => check.mutate({ contestId: contest.id, paperId: paper.id, isRight: true })}
                    >
                      {words.papers.right}
                    </button>
                    <button type="button" className="k-button" onClick={() => setRejecting(paper)}>
                      {words.papers.wrong}
                    </button>
                  </span>
                ) : paper.state === 'typed' ? (
                  <span className="k-quiet">{words.papers.ownTyping}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejecting ? (
        <ConfirmWithReason
          isOpen
          title={words.papers.wrongTitle}
          isSending={check.isPending}
          refusal={check.error}
          onCancel={() => setRejecting(undefined)}
          onConfirm={(reason) => check.mutate({ contestId: contest.id, paperId: rejecting.id, isRight: false, reason })}
        />
      ) : null}
    </div>
  )
}
