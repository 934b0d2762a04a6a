import { Modal, Segmented } from 'antd'
import { type RefObject, useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { useMessages } from '../../../ui/language.tsx'
import { type Dispatch, proposeRows, ROW_KINDS, type RowKind, type RowValues } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import { MendForm } from './mend-form.tsx'

const EMPTY = {
  target: {
    kind: 'target',
    indicator: '',
    indicatorId: null,
    value: null,
    value2: null,
    unit: null,
    comparator: '=',
    from: null,
    period: null,
    status: 'target',
    owner: null,
    unitId: null,
  },
  project: {
    kind: 'project',
    name: '',
    projectId: null,
    investment: null,
    area: null,
    stage: null,
    place: null,
    enterprise: null,
    unitId: null,
  },
  commitment: { kind: 'commitment', owner: null, unitId: null, action: '', dueOn: null },
} as const satisfies Record<RowKind, RowValues>

/** Adds a row that reading missed: the words selected in the text become its quote. */
export function AddRow({
  dispatch,
  within,
}: {
  readonly dispatch: Dispatch
  readonly within: RefObject<HTMLDivElement | null>
}) {
  const words = useMessages(dispatchesMessages)
  const [quote, setQuote] = useState<string>()
  const [kind, setKind] = useState<RowKind>('target')
  const propose = useCommand(proposeRows, { onSuccess: () => setQuote(undefined) })
  const take = (): void => {
    const selection = window.getSelection()
    const isInside = selection?.anchorNode && within.current?.contains(selection.anchorNode)
    setQuote(isInside ? selection.toString().trim() : '')
  }
  const filled = (): RowValues => {
    const [text, base] = [quote ?? '', EMPTY[kind]]
    return base.kind === 'commitment' ? { ...base, action: text.slice(0, 2000) } : base
  }
  return (
    <p>
      <button
        type="button"
        className="k-button k-button-text"
        onMouseDown={(event) => event.preventDefault()}
        onClick={take}
      >
        {words.text.addRow}
      </button>
      {quote === '' ? <span className="k-quiet">{words.text.addHint}</span> : null}
      {quote ? (
        <Modal
          open
          title={words.add.title}
          footer={null}
          width={720}
          onCancel={() => setQuote(undefined)}
          mask={{ closable: false }}
          destroyOnHidden
        >
          <div className="k-stack">
            <blockquote>{quote}</blockquote>
            <Segmented
              aria-label={words.add.kind}
              value={kind}
              onChange={setKind}
              options={ROW_KINDS.map((value) => ({ value, label: words.rowKinds[value] }))}
            />
            <MendForm
              key={kind}
              label={words.add.title}
              initial={filled()}
              refusal={propose.error}
              isSending={propose.isPending}
              onCancel={() => setQuote(undefined)}
              onSubmit={(values) => propose.mutate({ dispatchId: dispatch.id, rows: [{ quote, values }] })}
            />
          </div>
        </Modal>
      ) : null}
    </p>
  )
}
