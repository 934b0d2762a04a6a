import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import {
  type CountRecord,
  downloadPackage,
  downloadRecount,
  listBallots,
  sendCountBack,
  showResult,
  signCount,
  voidBallot,
} from '../contract.ts'
import { aboutText } from './ballot-text.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { useWords } from './words.ts'

type Ballot = OutputOf<typeof listBallots>['items'][number]

/** What the supervisor does: sees who handed in what and when, voids, recounts independently, signs or sends back. */
export default function SupervisionPage() {
  return (
    <ContestFrame>
      {(contest) => (
        <>
          <SignPart contest={contest} />
          <BallotsPart contest={contest} />
        </>
      )}
    </ContestFrame>
  )
}

function SignPart({ contest }: { readonly contest: Contest }) {
  const { supervision: words } = useWords()
  const result = useOperation(showResult, { contestId: contest.id })
  return (
    <Section title={words.sign} note={words.signNote}>
      <Answer of={result}>
        {({ counts, isGenuine }) => {
          const last = [...counts].sort((one, other) => other.ordinal - one.ordinal)[0]
          return last && !last.sentBackAt ? (
            <Count contest={contest} count={last} isGenuine={isGenuine} />
          ) : (
            <Empty>{words.notCounted}</Empty>
          )
        }}
      </Answer>
    </Section>
  )
}

function Count({
  contest,
  count,
  isGenuine,
}: {
  readonly contest: Contest
  readonly count: CountRecord
  readonly isGenuine: boolean | null
}) {
  const words = useWords()
  const names = words.supervision
  const pack = useDownload(downloadPackage)
  const script = useDownload(downloadRecount)
  const [asking, setAsking] = useState<'sign' | 'back'>()
  const close = (): void => setAsking(undefined)
  const refusal = pack.error ?? script.error
  return (
    <div className="k-stack">
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <ol className="ct-steps">
        <li>
          <button type="button" className="k-button" onClick={() => pack.mutate({ contestId: contest.id })}>
            {names.steps.package}
          </button>
        </li>
        <li>
          <button type="button" className="k-button" onClick={() => script.mutate({})}>
            {names.steps.script}
          </button>
        </li>
        <li>
          {names.steps.command} <code>node recount.mjs package.json</code>
        </li>
      </ol>
      <dl className="ct-digests">
        <dt>{names.digest}</dt>
        <dd>
          <code>{count.digest}</code>
        </dd>
        <dt>{names.fingerprint}</dt>
        <dd>
          <code>{count.fingerprint}</code>
        </dd>
      </dl>
      {isGenuine === null ? null : (
        <p>
          <Mark tone={isGenuine ? 'good' : 'bad'}>{isGenuine ? words.results.genuine : words.results.broken}</Mark>
        </p>
      )}
      {count.signedBy ? (
        <p>
          <Mark tone="good">{names.signed(count.signedBy)}</Mark> <InstantText at={count.signedAt} /> {count.signNote}
        </p>
      ) : null}
      <div className="k-toolbar">
        {contest.actions.includes('sign') ? (
          <button type="button" className="k-button k-button-primary" onClick={() => setAsking('sign')}>
            {names.signNow}
          </button>
        ) : null}
        {contest.actions.includes('send_back') ? (
          <button type="button" className="k-button" onClick={() => setAsking('back')}>
            {names.back}
          </button>
        ) : null}
      </div>
      {asking === 'sign' ? <SignDialog contest={contest} count={count} onClose={close} /> : null}
      {asking === 'back' ? <BackDialog contest={contest} onClose={close} /> : null}
    </div>
  )
}

function SignDialog({
  contest,
  count,
  onClose,
}: {
  readonly contest: Contest
  readonly count: CountRecord
  readonly onClose: () => void
}) {
  const { supervision: words } = useWords()
  const [compared, setCompared] = useState<string[]>([])
  const [note, setNote] = useState('')
  const sign = useCommand(signCount, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.signNow}
      okText={words.signNow}
      confirmLoading={sign.isPending}
      onOk={() =>
        sign.mutate({ contestId: contest.id, expectedVersion: contest.version, digest: count.digest, compared, note })
      }
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        {sign.error ? <RefusalNote refusal={sign.error} /> : null}
        <p>{words.signSure}</p>
        <code className="ct-whole">{count.digest}</code>
        <div className="ct-field">
          <span>{words.compared}</span>
          <Select
            mode="multiple"
            aria-label={words.compared}
            placeholder={words.comparedHint}
            value={compared}
            options={contest.body.entrants.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={setCompared}
          />
        </div>
        <label className="ct-field">
          <span>{words.remark}</span>
          <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      </div>
    </Modal>
  )
}

function BackDialog({ contest, onClose }: { readonly contest: Contest; readonly onClose: () => void }) {
  const { supervision: words } = useWords()
  const back = useCommand(sendCountBack, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.backTitle}
      isSending={back.isPending}
      refusal={back.error}
      onCancel={onClose}
      onConfirm={(reason) => back.mutate({ contestId: contest.id, expectedVersion: contest.version, reason })}
    />
  )
}

function BallotsPart({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const names = words.supervision
  const ballots = useOperation(listBallots, { contestId: contest.id })
  const [voiding, setVoiding] = useState<Ballot>()
  const strike = useCommand(voidBallot, { onSuccess: () => setVoiding(undefined) })
  const mayVoid = contest.actions.includes('void')
  return (
    <Section title={names.ballots} note={names.note}>
      <Answer of={ballots}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{names.ballotsEmpty}</Empty>
          ) : (
            <div className="ct-scroll ct-tall" role="region" aria-label={names.title} tabIndex={0}>
              <table className="k-table">
                <thead>
                  <tr>
                    <th scope="col">{names.columns.seat}</th>
                    <th scope="col">{names.columns.about}</th>
                    <th scope="col">{names.columns.source}</th>
                    <th scope="col">{names.columns.receivedAt}</th>
                    <th scope="col">{names.columns.state}</th>
                    {mayVoid ? <th scope="col">{names.columns.acts}</th> : null}
                  </tr>
                </thead>
                <tbody>
                  {items.map((ballot) => (
                    <tr key={ballot.id}>
                      <th scope="row">{words.seats.seat(ballot.seatNumber)}</th>
                      <td>{aboutText(contest.body, ballot.about, words)}</td>
                      <td>{names.sources[ballot.source] ?? ballot.source}</td>
                      <td>
                        <InstantText at={ballot.receivedAt} />
                      </td>
                      <td>
                        <Mark tone={ballot.isVoid ? 'bad' : 'good'}>
                          {ballot.isVoid ? names.voided : names.counted}
                        </Mark>
                        {ballot.voidReason ? <span className="k-quiet"> {ballot.voidReason}</span> : null}
                      </td>
                      {mayVoid ? (
                        <td>
                          {ballot.isVoid ? null : (
                            <button type="button" className="k-button k-button-text" onClick={() => setVoiding(ballot)}>
                              {names.void}
                            </button>
                          )}
                        </td>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
      {voiding ? (
        <ConfirmWithReason
          isOpen
          isDanger
          title={names.voidTitle(words.seats.seat(voiding.seatNumber))}
          isSending={strike.isPending}
          refusal={strike.error}
          onCancel={() => setVoiding(undefined)}
          onConfirm={(reason) => strike.mutate({ contestId: contest.id, ballotId: voiding.id, reason })}
        >
          <p>{names.voidNote}</p>
        </ConfirmWithReason>
      ) : null}
    </Section>
  )
}
