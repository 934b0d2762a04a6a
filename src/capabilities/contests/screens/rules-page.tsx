import { Input, Modal } from 'antd'
import { useState } from 'react'
import { isDay } from '../../../kernel/day.ts'
import { sentenceOf } from '../../../kernel/language.ts'
import { kernelMessages } from '../../../kernel/messages/index.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { useUnsavedGuard } from '../../../ui/navigation.tsx'
import {
  checkContest,
  type ContestBody,
  type ContestHead,
  ContestHead as HeadShape,
  freezeContest,
  saveContest,
} from '../contract.ts'
import { contestsMessages } from '../messages/index.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { BallotEditor } from './editor-ballot.tsx'
import { CountEditor, JudgesEditor } from './editor-count.tsx'
import { AwardsEditor, CourseEditor } from './editor-course.tsx'
import { EntrantsEditor } from './editor-entrants.tsx'
import { TextIn } from './editor-fields.tsx'
import { Fingerprint } from './marks.tsx'
import { useWords } from './words.ts'

type HeadTyped = { readonly [K in keyof ContestHead]: string }

/** The rules of a contest: written by forms, checked whenever they are saved, frozen once they are sound. */
export default function RulesPage() {
  return <ContestFrame>{(contest) => <Editor key={contest.id} contest={contest} />}</ContestFrame>
}

function Editor({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const { editor } = words
  const isLocked = !contest.actions.includes('edit')
  const [typedHead, setTypedHead] = useState<HeadTyped>()
  const [typedBody, setTypedBody] = useState<ContestBody>()
  const save = useCommand(saveContest, {
    onSuccess: () => {
      setTypedHead(undefined)
      setTypedBody(undefined)
    },
  })
  const isDirty = typedHead !== undefined || typedBody !== undefined
  useUnsavedGuard(isDirty && !save.isPending, editor.discard)
  const { kind, name, heldOn, period, place } = contest
  const head = typedHead ?? { kind, name, heldOn, period, place }
  const body = typedBody ?? contest.body
  const sound = HeadShape.safeParse(head)
  const parts = { body, isLocked, onChange: setTypedBody }
  return (
    <>
      {isLocked ? <p className="ct-warn">{editor.frozenNote}</p> : null}
      <HeadEditor head={head} isLocked={isLocked} onChange={setTypedHead} />
      <EntrantsEditor {...parts} />
      <BallotEditor {...parts} />
      <JudgesEditor {...parts} />
      <CountEditor {...parts} />
      <CourseEditor {...parts} />
      <AwardsEditor {...parts} />
      {isLocked ? null : (
        <div className="k-stay ct-stay">
          {save.error ? <RefusalNote refusal={save.error} /> : null}
          <div className="k-toolbar">
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={!isDirty || !sound.success || save.isPending}
              onClick={() => {
                if (sound.success)
                  save.mutate({ contestId: contest.id, expectedVersion: contest.version, head: sound.data, body })
              }}
            >
              {editor.save}
            </button>
            {isDirty ? <span className="k-quiet">{editor.saveFirst}</span> : null}
          </div>
          {isDirty ? null : <CheckPart contest={contest} />}
        </div>
      )}
    </>
  )
}

function HeadEditor({
  head,
  isLocked,
  onChange,
}: {
  readonly head: HeadTyped
  readonly isLocked: boolean
  readonly onChange: (head: HeadTyped) => void
}) {
  const words = useWords()
  const names = words.fields_
  const isPeriod = HeadShape.shape.period.safeParse(head.period).success
  return (
    <Section title={words.editor.parts.head} note={words.kinds[head.kind as ContestHead['kind']]}>
      <div className="k-toolbar">
        <TextIn
          label={names.name}
          value={head.name}
          isLocked={isLocked}
          width={320}
          onChange={(name) => onChange({ ...head, name })}
        />
        <div className="ct-field" style={{ width: 150 }}>
          <span>{names.heldOn}</span>
          <DayField
            aria-label={names.heldOn}
            value={isDay(head.heldOn) ? head.heldOn : null}
            disabled={isLocked}
            onChange={(heldOn) => onChange({ ...head, heldOn: heldOn ?? '' })}
          />
        </div>
        <label className="ct-field" style={{ width: 150 }}>
          <span>{names.period}</span>
          <Input
            value={head.period}
            disabled={isLocked}
            maxLength={20}
            placeholder={names.periodHint}
            status={isPeriod ? '' : 'error'}
            aria-invalid={!isPeriod}
            onChange={(event) => onChange({ ...head, period: event.target.value.trim() })}
          />
        </label>
        <TextIn
          label={names.place}
          value={head.place}
          isLocked={isLocked}
          width={240}
          onChange={(place) => onChange({ ...head, place })}
        />
      </div>
    </Section>
  )
}

/** What still keeps the rules from being frozen, sentence by sentence; once nothing does, their fingerprint and the freeze. */
function CheckPart({ contest }: { readonly contest: Contest }) {
  const { editor: words } = useWords()
  const { locale } = useLocale()
  const [isAsking, setAsking] = useState(false)
  const check = useOperation(checkContest, { contestId: contest.id })
  const freeze = useCommand(freezeContest, { onSuccess: () => setAsking(false) })
  return (
    <Answer of={check}>
      {({ problems, rulesHash }) =>
        problems.length > 0 ? (
          <div className="ct-check-list" role="status">
            <b>{words.problems(problems.length)}</b>
            <ul className="ct-problems">
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.path.join('.')}`}>
                  {sentenceOf(problem, locale, [contestsMessages, kernelMessages], freezeContest.id)}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <div className="k-toolbar" role="status">
            <b>{words.sound}</b>
            <span>
              {words.wouldBe} <Fingerprint of={rulesHash} />
            </span>
            <button type="button" className="k-button k-button-primary" onClick={() => setAsking(true)}>
              {words.freeze}
            </button>
            <Modal
              open={isAsking}
              title={words.freeze}
              okText={words.freeze}
              confirmLoading={freeze.isPending}
              onOk={() => freeze.mutate({ contestId: contest.id, expectedVersion: contest.version })}
              onCancel={() => setAsking(false)}
            >
              {freeze.error ? <RefusalNote refusal={freeze.error} /> : null}
              <p>{words.freezeSure}</p>
              <code className="ct-whole">{rulesHash}</code>
            </Modal>
          </div>
        )
      }
    </Answer>
  )
}
