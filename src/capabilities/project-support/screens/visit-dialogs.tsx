import { Form, Input, Modal } from 'antd'
import type { SentOf } from '../../../kernel/operation.ts'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { changeVisit, recordVisit, type Visit, type VisitOutcome, withdrawVisit } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { LeaderField, ProjectField, UnitField } from './choices.tsx'
import { today } from './today.ts'

type Sent = SentOf<typeof recordVisit>
type Written = Partial<Sent>
type Body = SentOf<typeof changeVisit>['body']

/** Without a problem in the outcome there is nothing to write about one. */
function bodyOf(written: Partial<Body>): Body {
  const outcome: VisitOutcome = written.outcome ?? 'smooth'
  return {
    visitedOn: written.visitedOn ?? '',
    visitorPostId: written.visitorPostId ?? '',
    sentence: written.sentence ?? '',
    outcome,
    problem: written.problem ?? '',
    solution: written.solution ?? '',
    nextOn: written.nextOn ?? null,
  }
}

/** The fields of a visit; what the outcome does not speak of is not asked. */
function VisitFields() {
  const words = useMessages(projectSupportMessages)
  const outcome = Form.useWatch('outcome') as VisitOutcome | undefined
  const hasProblem = outcome !== undefined && outcome !== 'smooth'
  return (
    <>
      <Field name="visitedOn" label={words.visits.visitedOn} isRequired>
        <DayField />
      </Field>
      <Field name="visitorPostId" label={words.visits.visitor} isRequired>
        <LeaderField />
      </Field>
      <Field name="sentence" label={words.visits.sentence} hint={words.visits.sentenceHint} isRequired isWide>
        <Input maxLength={200} />
      </Field>
      <Field
        name="outcome"
        label={words.visits.outcome}
        hint={outcome === undefined ? undefined : words.outcomeHints[outcome]}
        isRequired
      >
        <ChoiceField options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="nextOn" label={words.visits.nextOn}>
        <DayField />
      </Field>
      {hasProblem ? (
        <Field name="problem" label={words.visits.problem} isRequired isWide>
          <Input maxLength={200} />
        </Field>
      ) : null}
      {hasProblem ? (
        <Field name="solution" label={words.visits.solution} isRequired={outcome === 'solved'} isWide>
          <Input maxLength={200} />
        </Field>
      ) : null}
    </>
  )
}

/** Promises made on the visit: what, by when, and the unit that answers. */
function PromiseFields() {
  const words = useMessages(projectSupportMessages).visits
  return (
    <fieldset className="k-form-wide ps-promises">
      <legend>{words.promises}</legend>
      <p className="k-quiet">{words.promisesNote}</p>
      <Form.List name="promises">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="k-form ps-promise">
                <Field name={[name, 'action']} label={words.promiseAction} isRequired isWide>
                  <Input maxLength={500} />
                </Field>
                <Field name={[name, 'dueOn']} label={words.promiseDue} isRequired>
                  <DayField />
                </Field>
                <Field name={[name, 'unitId']} label={words.promiseUnit}>
                  <UnitField />
                </Field>
                <button type="button" className="k-button" onClick={() => remove(name)}>
                  {words.removePromise}
                </button>
              </div>
            ))}
            {rows.length < 10 ? (
              <button type="button" className="k-button" onClick={() => add({})}>
                {words.addPromise}
              </button>
            ) : null}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

/** Records a visit; the project is asked for where it is not given. */
export function RecordVisitDialog({
  projectId,
  projectName,
  visitorPostId,
  onClose,
}: {
  readonly projectId?: string
  readonly projectName?: string
  readonly visitorPostId?: string | undefined
  readonly onClose: () => void
}) {
  const words = useMessages(projectSupportMessages).visits
  const record = useCommand(recordVisit, { onSuccess: onClose, invalidates: ['obstacles.'] })
  const title = projectName ? `${words.record} · ${projectName}` : words.record
  return (
    <Modal open title={title} footer={null} width={720} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Written>
        label={words.record}
        initial={{ visitedOn: today(), outcome: 'smooth', promises: [], ...(visitorPostId ? { visitorPostId } : {}) }}
        refusal={record.error}
        isSending={record.isPending}
        onCancel={onClose}
        onSubmit={(written) =>
          record.mutate({
            ...bodyOf(written),
            projectId: projectId ?? written.projectId ?? '',
            promises: (written.promises ?? []).map((each) => ({ ...each, unitId: each.unitId ?? null })),
          })
        }
      >
        {projectId ? null : (
          <Field name="projectId" label={words.project} isRequired isWide>
            <ProjectField />
          </Field>
        )}
        <VisitFields />
        <PromiseFields />
      </RecordForm>
    </Modal>
  )
}

/** Changes a visit: the problem was solved meanwhile, or a word was wrong. */
export function ChangeVisitDialog({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const words = useMessages(projectSupportMessages).visits
  const change = useCommand(changeVisit, { onSuccess: onClose })
  return (
    <Modal
      open
      title={`${words.change} · ${visit.projectName}`}
      footer={null}
      width={720}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <RecordForm<Written>
        label={words.change}
        initial={bodyOf(visit)}
        refusal={change.error}
        isSending={change.isPending}
        onCancel={onClose}
        onSubmit={(written) =>
          change.mutate({ visitId: visit.id, expectedVersion: visit.version, body: bodyOf(written) })
        }
      >
        <VisitFields />
      </RecordForm>
    </Modal>
  )
}

/** Withdraws a visit with the reason. */
export function WithdrawVisitDialog({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const words = useMessages(projectSupportMessages).visits
  const withdraw = useCommand(withdrawVisit, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.withdraw}
      isDanger
      isSending={withdraw.isPending}
      refusal={withdraw.error}
      onCancel={onClose}
      onConfirm={(reason) => withdraw.mutate({ visitId: visit.id, expectedVersion: visit.version, reason })}
    >
      <p>{words.withdrawNote}</p>
    </ConfirmWithReason>
  )
}
