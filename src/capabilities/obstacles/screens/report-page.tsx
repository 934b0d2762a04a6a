import { Form, type FormInstance, Input, Radio } from 'antd'
import { useRef, useState } from 'react'
import { isDay } from '../../../kernel/day.ts'
import { useCommand, useOperation, useUpload } from '../../../ui/api.ts'
import { sizeText } from '../../../ui/kit/check-file.ts'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { SubjectField } from '../../../ui/kit/subject-field.tsx'
import { AppLink, useGo, useUrlState } from '../../../ui/navigation.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { useMay, useSession } from '../../../ui/session.tsx'
import { useSubjectTitle } from '../../../ui/subjects.tsx'
import { addItemFile, editItem, type Item, type ItemBody, reportItem, sendItem, showItem } from '../contract.ts'
import { optionsOf, UnitField, useItemWords } from './choices.tsx'
import { asSent, ChooseFiles } from './files-field.tsx'
import { HeldAboutSubject } from './held-note.tsx'
import './obstacles.css'
import { keepReport, keptReport, type Reported, sentBody } from './report-draft.ts'
import { SimilarWhileTyping } from './similar-while-typing.tsx'

const STATE = { item: '', subjectKind: '', subjectId: '', nodeId: '', nodeTitle: '', nodeOn: '' }

/** Reports an obstacle, on a phone as well as at a desk; or changes a draft and what was given back. */
export default function ReportPage() {
  const [state] = useUrlState(STATE)
  return state.item ? <Change itemId={state.item} /> : <New given={state} />
}

function New({ given }: { readonly given: typeof STATE }) {
  const subject = given.subjectId ? { kind: given.subjectKind, id: given.subjectId } : undefined
  const title = useSubjectTitle(subject)
  if (subject === undefined) return <Begin subject={null} given={given} />
  return <Answer of={title}>{(answer) => <Begin subject={{ ...subject, title: answer }} given={given} />}</Answer>
}

function Begin({ subject, given }: { readonly subject: ItemBody['subject']; readonly given: typeof STATE }) {
  const { person, posts } = useSession()
  const origin = posts.some(({ role }) => role === 'enterprise') ? 'enterprise_request' : 'direct'
  const [kept, setKept] = useState(() => (subject ? undefined : keptReport(person.id)))
  const node = given.nodeId
    ? { nodeId: given.nodeId, title: given.nodeTitle, plannedOn: isDay(given.nodeOn) ? given.nodeOn : null }
    : null
  const first: Reported = { body: { severity: 'b', kind: 'obstacle', origin, subject, node } }
  return (
    <ReportForm
      key={kept ? 'kept' : 'fresh'}
      initial={kept ?? first}
      isKept={kept !== undefined}
      onForget={() => {
        keepReport(person.id, undefined)
        setKept(undefined)
      }}
    />
  )
}

function Change({ itemId }: { readonly itemId: string }) {
  const item = useOperation(showItem, { itemId })
  return <Answer of={item}>{(answer) => <ReportForm item={answer} initial={{ body: bodyOf(answer) }} />}</Answer>
}

const bodyOf = (item: Item): ItemBody =>
  sentBody({
    kind: item.kind,
    origin: item.origin,
    class: item.class,
    severity: item.severity,
    title: item.title,
    text: item.text,
    desiredResult: item.desiredResult,
    ownEfforts: item.ownEfforts,
    neededOn: item.neededOn,
    subject: item.subject,
    node: item.node,
    suggestedUnitId: item.suggestedUnitId,
  })

interface FormProps {
  readonly initial: Reported
  readonly item?: Item
  readonly isKept?: boolean
  readonly onForget?: () => void
}

function ReportForm({ initial, item, isKept = false, onForget }: FormProps) {
  const words = useItemWords().report
  const { person, posts } = useSession()
  const [form] = Form.useForm<Reported>()
  const [files, setFiles] = useState<readonly File[]>([])
  const mode = useRef<'send' | 'save'>('send')
  const sending = useSending(item, files)
  const units = [...new Map(posts.map(({ unitId, unitName }) => [unitId, unitName]))]
  const submit = (typed: Reported): void => {
    const unitId = typed.unitId ?? units[0]?.[0] ?? ''
    void sending.send({ body: sentBody(typed.body), unitId, isSent: mode.current === 'send' })
  }
  return (
    <div className="ob-report">
      <PageHeader
        title={item ? words.editTitle : words.title}
        note={words.note}
        back={<AppLink to="/obstacles?view=all&state=draft">{words.drafts}</AppLink>}
      />
      {isKept ? (
        <p className="ob-note" role="note">
          {words.kept}{' '}
          <button type="button" className="k-button k-button-text" onClick={onForget}>
            {words.discard}
          </button>
        </p>
      ) : null}
      <RecordForm<Reported>
        label={item ? words.editTitle : words.title}
        form={form}
        initial={initial}
        refusal={sending.refusal}
        isSending={sending.progress !== undefined}
        submitLabel={sending.progress ?? words.send}
        onValues={(typed) => {
          mode.current = 'send'
          if (!item) keepReport(person.id, { ...typed, body: { ...initial.body, ...typed.body } })
        }}
        onSubmit={submit}
        actions={
          <button
            type="button"
            className="k-button"
            disabled={sending.progress !== undefined}
            onClick={() => {
              mode.current = 'save'
              form.submit()
            }}
          >
            {words.save}
          </button>
        }
      >
        <Field name={['body', 'title']} label={words.titleLabel} isRequired isWide>
          <Input maxLength={120} placeholder={words.titleHint} autoComplete="off" />
        </Field>
        <SimilarWhileTyping form={form} exceptId={item?.id} />
        <HeldAboutSubject />
        <MainFields />
        <ChosenFiles files={files} onChange={setFiles} />
        {units.length > 1 ? (
          <Field name="unitId" label={words.unit}>
            <ChoiceField options={units.map(([value, label]) => ({ value, label }))} />
          </Field>
        ) : null}
        <MoreFields form={form} />
      </RecordForm>
    </div>
  )
}

function MainFields() {
  const items = useItemWords()
  const words = items.report
  const chosen = Form.useWatch<ItemBody['class'] | undefined>(['body', 'class'])
  const severity = Form.useWatch<ItemBody['severity'] | undefined>(['body', 'severity'])
  return (
    <>
      <Field name={['body', 'subject']} label={words.subject} isWide>
        <SubjectField hint={words.subjectHint} />
      </Field>
      <Field
        name={['body', 'class']}
        label={words.class}
        hint={chosen ? items.classHints[chosen] : undefined}
        isRequired
      >
        <ChoiceField options={optionsOf(items.classes)} />
      </Field>
      <Field
        name={['body', 'severity']}
        label={words.severity}
        hint={severity ? items.severityHints[severity] : undefined}
        isRequired
      >
        <Radio.Group options={optionsOf(items.severities)} />
      </Field>
      <Field name={['body', 'text']} label={words.text} isRequired isWide>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} placeholder={words.textHint} />
      </Field>
      <Field name={['body', 'desiredResult']} label={words.desired} isWide>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} placeholder={words.desiredHint} />
      </Field>
    </>
  )
}

/** What is seldom needed; kind and origin are the office's to say. */
function MoreFields({ form }: { readonly form: FormInstance<Reported> }) {
  const items = useItemWords()
  const words = items.report
  const mayName = useMay('items.assign')
  const node = Form.useWatch<ItemBody['node'] | undefined>(['body', 'node'], { form, preserve: true })
  return (
    <details className="k-form-wide">
      <summary>{words.more}</summary>
      <div className="k-form">
        {node ? (
          <p className="k-form-wide">
            <b>{items.page.node}</b> {node.title}
          </p>
        ) : null}
        {mayName ? (
          <>
            <Field name={['body', 'kind']} label={words.kind}>
              <ChoiceField options={optionsOf(items.kinds)} />
            </Field>
            <Field name={['body', 'origin']} label={words.origin}>
              <ChoiceField options={optionsOf(items.origins)} />
            </Field>
          </>
        ) : null}
        <Field name={['body', 'neededOn']} label={words.neededOn}>
          <DayField />
        </Field>
        <Field name={['body', 'suggestedUnitId']} label={words.suggested}>
          <UnitField />
        </Field>
        <Field name={['body', 'ownEfforts']} label={words.efforts} isWide>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Field>
      </div>
    </details>
  )
}

function ChosenFiles({
  files,
  onChange,
}: {
  readonly files: readonly File[]
  readonly onChange: (files: readonly File[]) => void
}) {
  const words = useItemWords().report
  return (
    <div className="k-form-wide ob-files" role="group" aria-label={words.files}>
      <ChooseFiles label={words.addFile} onChoose={(chosen) => onChange([...files, ...chosen].slice(0, 20))} />
      <p className="k-quiet">{words.filesHint}</p>
      <ul className="ob-lines">
        {files.map((file, index) => (
          <li key={`${file.name}${file.lastModified}`}>
            {file.name} <span className="k-quiet">{sizeText(file.size)}</span>{' '}
            <button
              type="button"
              className="k-button k-button-text"
              onClick={() => onChange(files.filter((_, place) => place !== index))}
            >
              {words.removeFile}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/**
 * Sends a report with its files: files belong to an item, so that with files it is saved first, then the files are handed in, then it is
 * sent. What was saved is remembered: pressed again after a refusal, nothing is made twice.
 */
function useSending(item: Item | undefined, files: readonly File[]) {
  const words = useItemWords().report
  const { person } = useSession()
  const go = useGo()
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null)
  const [progress, setProgress] = useState<string>()
  const made = useRef(item && { id: item.id, version: item.version })
  const handed = useRef(new Map<File, string>())
  const report = useCommand(reportItem, { invalidates: ['overview.'] })
  const edit = useCommand(editItem)
  const upload = useUpload(addItemFile)
  const sendOff = useCommand(sendItem, { invalidates: ['overview.'] })

  async function sendAll(body: ItemBody, unitId: string, isSent: boolean): Promise<string> {
    const { current } = made
    if (!current && files.length === 0) return (await report.mutateAsync({ body, unitId, send: isSent })).id
    const saved = current
      ? await edit.mutateAsync({ itemId: current.id, expectedVersion: current.version, body })
      : await report.mutateAsync({ body, unitId, send: false })
    made.current = saved
    for (const [index, file] of files.entries()) {
      if (handed.current.has(file)) continue
      setProgress(words.sending(index + 1, files.length))
      const kept = await upload.mutateAsync({ input: { itemId: saved.id }, file: await asSent(file) })
      handed.current.set(file, kept.id)
    }
    if (!isSent) return saved.id
    const fileIds = files.flatMap((file) => handed.current.get(file) ?? [])
    return (await sendOff.mutateAsync({ itemId: saved.id, expectedVersion: saved.version, fileIds })).id
  }

  async function send({ body, unitId, isSent }: { body: ItemBody; unitId: string; isSent: boolean }): Promise<void> {
    setRefusal(null)
    setProgress(words.send)
    try {
      const id = await sendAll(body, unitId, isSent)
      keepReport(person.id, undefined)
      go(`/obstacles/${id}`, { replace: true })
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setRefusal(error)
    } finally {
      setProgress(undefined)
    }
  }

  return { send, refusal, progress }
}
