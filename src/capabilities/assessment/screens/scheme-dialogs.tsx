import { Input, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useUpload } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { ChoiceField, NumberField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { createScheme, importScheme, type SchemeSummary } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { thisYear } from './today.ts'

interface Values {
  readonly name: string
  readonly year: number
  readonly basis?: string
  readonly copyOf?: string | null
  readonly start?: 'empty' | 'template'
}

interface Opened {
  readonly onClose: () => void
  readonly onDone: (schemeId: string) => void
}

/** Begins a scheme, empty or as a copy of another (last year's); says which closed units were left out. */
export function CreateSchemeDialog({
  schemes,
  onClose,
  onDone,
}: Opened & { readonly schemes: readonly SchemeSummary[] }) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const [left, setLeft] = useState<{ readonly id: string; readonly names: readonly string[] }>()
  if (left) return <LeftOut names={left.names} onClose={() => onDone(left.id)} />
  return (
    <CommandDialog
      title={own.create}
      submitLabel={own.create}
      spec={createScheme}
      initial={{ year: thisYear(), start: 'template' }}
      onClose={() => undefined}
      onDone={({ id, leftOut }) => (leftOut.length > 0 ? setLeft({ id, names: leftOut }) : onDone(id))}
      onCancel={onClose}
      inputOf={(values: Values) => {
        const copied = schemes.find(({ id }) => id === values.copyOf)
        const number = copied?.frozen ?? copied?.draft
        return {
          year: values.year,
          name: values.name,
          basis: values.basis ?? '',
          ...(copied && number ? { copyOf: { schemeId: copied.id, number } } : { start: values.start ?? 'empty' }),
        }
      }}
    >
      <Field name="name" label={own.name} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name="year" label={words.screens.choose.year} isRequired>
        <NumberField />
      </Field>
      <Field name="basis" label={own.basis} hint={own.basisHint}>
        <Input maxLength={200} />
      </Field>
      <Field name="start" label={own.start} isWide>
        <Radio.Group
          options={[
            { value: 'template', label: own.fromTemplate },
            { value: 'empty', label: own.fromNothing },
          ]}
        />
      </Field>
      <Field name="copyOf" label={own.copyFrom} hint={own.copyHint}>
        <ChoiceField options={schemes.map(({ id, name, year }) => ({ value: id, label: `${year} ${name}` }))} />
      </Field>
    </CommandDialog>
  )
}

/** Begins a scheme from an exported file, under the name and the year it was written for or others. */
export function ImportSchemeDialog({ onClose, onDone }: Opened) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [year, setYear] = useState<number | null>(null)
  const upload = useUpload(importScheme)
  if (upload.data) {
    const { id, leftOut } = upload.data
    return <LeftOut names={leftOut} onClose={() => onDone(id)} />
  }
  return (
    <Modal
      open
      title={own.import}
      okText={own.import}
      okButtonProps={{ disabled: file === undefined }}
      confirmLoading={upload.isPending}
      onCancel={onClose}
      onOk={() => (file ? upload.mutate({ input: inputOf(name, year), file }) : undefined)}
    >
      <div className="k-stack">
        {upload.error ? <RefusalNote refusal={upload.error} /> : null}
        <FileDrop label={own.importFile} limits={importScheme.fileIn ?? NO_LIMITS} file={file} onFile={setFile} />
        <label className="k-stack-label">
          {own.importName}
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="k-stack-label">
          {own.importYear}
          <InputNumber<number> className="k-fill" value={year} min={2000} max={2100} onChange={setYear} />
        </label>
      </div>
    </Modal>
  )
}

function inputOf(name: string, year: number | null) {
  return { ...(name.trim() === '' ? {} : { name: name.trim() }), ...(year === null ? {} : { year }) }
}

const NO_LIMITS = { types: ['json'], maxBytes: 2_000_000 } as const

function LeftOut({ names, onClose }: { readonly names: readonly string[]; readonly onClose: () => void }) {
  const own = useMessages(assessmentMessages).schemes
  return (
    <Modal open title={own.begun} okText={own.goOn} onOk={onClose} onCancel={onClose}>
      {names.length === 0 ? <p>{own.allFound}</p> : <p>{own.leftOut(names.join('、'))}</p>}
    </Modal>
  )
}
