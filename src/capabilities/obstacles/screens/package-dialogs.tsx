import { Form, Input, Modal } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { formatInstant } from '../../../kernel/format.ts'
import {
  type EscalationPackage,
  escalateItem,
  type Item,
  showEscalationPackage,
  writeEscalationPackage,
} from '../contract.ts'
import { useItemWords } from './choices.tsx'
import { FilesField } from './files-field.tsx'

interface Typed extends Omit<EscalationPackage, 'options'> {
  readonly options: readonly { readonly text: string }[]
  readonly reason?: string
  readonly fileIds?: readonly string[]
}

const LONG = { minRows: 3, maxRows: 10 } as const

const typedOf = ({ options, ...rest }: EscalationPackage): Typed => ({
  fileIds: [],
  ...rest,
  options: options.map((text) => ({ text })),
})

const sentOf = (typed: Partial<Typed>): EscalationPackage => ({
  facts: typed.facts ?? '',
  ask: typed.ask ?? '',
  basis: typed.basis ?? '',
  opinions: (typed.opinions ?? []).filter((each) => each?.unitName && each.text),
  options: (typed.options ?? []).map((each) => each?.text ?? '').filter((text) => text.trim() !== ''),
})

/** Writes the one page an item moves up with; moving up by hand sends it along with the reason. */
export function PackageDialog({
  item,
  action,
  onDone,
  onClose,
}: {
  readonly item: Item
  readonly action: 'escalate' | 'write_package'
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const words = useItemWords()
  const known = useOperation(showEscalationPackage, { itemId: item.id })
  const escalate = useCommand(escalateItem, { onSuccess: onDone, invalidates: ['overview.'] })
  const write = useCommand(writeEscalationPackage, { onSuccess: onDone })
  const isUp = action === 'escalate'
  const sending = isUp ? escalate : write
  const { fields } = words
  const place = { itemId: item.id, expectedVersion: item.version }
  return (
    <Modal
      open
      title={words.actions[action]}
      footer={null}
      width={760}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {isUp ? <p className="k-quiet">{words.actionNotes.escalate}</p> : null}
      <Answer of={known}>
        {(answer) => (
          <RecordForm<Partial<Typed>>
            label={words.actions[action]}
            initial={typedOf(answer.package)}
            refusal={sending.error}
            isSending={sending.isPending}
            submitLabel={words.actions[action]}
            onCancel={onClose}
            onSubmit={(typed) =>
              isUp
                ? escalate.mutate({
                    ...place,
                    reason: typed.reason ?? '',
                    package: sentOf(typed),
                    fileIds: [...(typed.fileIds ?? [])],
                  })
                : write.mutate({ ...place, package: sentOf(typed) })
            }
          >
            {isUp ? (
              <Field name="reason" label={fields.reason} isRequired isWide>
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
              </Field>
            ) : null}
            <Field name="facts" label={fields.facts} isRequired isWide>
              <Input.TextArea autoSize={LONG} maxLength={4000} />
            </Field>
            <Field name="ask" label={fields.packageAsk} isRequired isWide>
              <Input.TextArea autoSize={LONG} maxLength={4000} />
            </Field>
            <Field name="basis" label={fields.basis} isWide>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Field>
            <Opinions />
            <Options />
            {isUp ? (
              <Field name="fileIds" label={fields.files} isWide>
                <FilesField itemId={item.id} />
              </Field>
            ) : null}
          </RecordForm>
        )}
      </Answer>
    </Modal>
  )
}

function Opinions() {
  const { fields } = useItemWords()
  return (
    <fieldset className="k-form-wide ob-rows">
      <legend>{fields.opinions}</legend>
      <Form.List name="opinions">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="ob-row">
                <Field name={[name, 'unitName']} label={fields.opinionUnit}>
                  <Input maxLength={100} />
                </Field>
                <Field name={[name, 'text']} label={fields.opinionText}>
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
                </Field>
                <button type="button" className="k-button k-button-text" onClick={() => remove(name)}>
                  {fields.remove}
                </button>
              </div>
            ))}
            <button type="button" className="k-button" onClick={() => add({ unitName: '', text: '' })}>
              {fields.addOpinion}
            </button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function Options() {
  const { fields } = useItemWords()
  return (
    <fieldset className="k-form-wide ob-rows">
      <legend>{fields.options}</legend>
      <Form.List name="options">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, index) => (
              <div key={key} className="ob-row">
                <Field name={[name, 'text']} label={`${fields.options} ${index + 1}`}>
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
                </Field>
                <button type="button" className="k-button k-button-text" onClick={() => remove(name)}>
                  {fields.remove}
                </button>
              </div>
            ))}
            {rows.length < 6 ? (
              <button type="button" className="k-button" onClick={() => add({ text: '' })}>
                {fields.addOption}
              </button>
            ) : null}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

/** The one page as it is read and printed. */
export function PackageReader({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const words = useItemWords()
  const { locale } = useLocale()
  const known = useOperation(showEscalationPackage, { itemId: item.id })
  const { page } = words
  return (
    <Modal open title={page.package} footer={null} width={760} onCancel={onClose} destroyOnHidden>
      <Answer of={known}>
        {({ package: paper, isWritten, writtenBy, writtenAt }) => (
          <article className="ob-paper">
            <h2>
              {item.number} {item.title}
            </h2>
            <p className="k-quiet">
              {isWritten && writtenBy && writtenAt
                ? page.packageWritten(writtenBy, formatInstant(new Date(writtenAt), locale))
                : page.packageDrawn}
            </p>
            <Part title={page.packageFacts}>{paper.facts}</Part>
            <Part title={page.packageAsk}>{paper.ask}</Part>
            <Part title={page.packageBasis}>{paper.basis || page.packageNone}</Part>
            <h3>{page.packageOpinions}</h3>
            {paper.opinions.length === 0 ? <p>{page.packageNone}</p> : null}
            <ul className="ob-lines">
              {paper.opinions.map((each) => (
                <li key={`${each.unitName}${each.text}`}>
                  <b>{each.unitName}</b> {each.text}
                </li>
              ))}
            </ul>
            <h3>{page.packageOptions}</h3>
            {paper.options.length === 0 ? <p>{page.packageNone}</p> : null}
            <ol>
              {paper.options.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ol>
          </article>
        )}
      </Answer>
    </Modal>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <>
      <h3>{title}</h3>
      <p className="ob-text">{children}</p>
    </>
  )
}
