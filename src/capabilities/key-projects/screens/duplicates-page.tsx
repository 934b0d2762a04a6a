import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { formatPercent } from '../../../kernel/format.ts'
import { asRatio } from '../../../kernel/ratio.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { type Duplicate, judgeDifferent, listDuplicates, mergeProjects } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { today } from './today.ts'
import './life.css'

/** Pairs of projects that may be one, side by side with the signs of it; a person judges. */
export default function DuplicatesPage() {
  const words = useMessages(keyProjectsMessages)
  const [state, patch] = useUrlState({ project: '' })
  const found = useOperation(listDuplicates, state.project ? { projectId: state.project } : {})
  const { duplicates } = words
  return (
    <Answer of={found}>
      {({ items, count, judged }) => (
        <>
          <PageHeader
            title={duplicates.title}
            note={`${duplicates.note} ${duplicates.count(count, judged)}`}
            actions={
              state.project ? (
                <button type="button" className="k-button" onClick={() => patch({ project: '' })}>
                  {duplicates.all}
                </button>
              ) : null
            }
          />
          {items.length === 0 ? <Empty>{duplicates.empty}</Empty> : null}
          {items.map((pair) => (
            <Pair key={`${pair.first.id}${pair.second.id}`} pair={pair} />
          ))}
        </>
      )}
    </Answer>
  )
}

function Pair({ pair }: { readonly pair: Duplicate }) {
  const words = useMessages(keyProjectsMessages)
  const [open, setOpen] = useState<'different' | 'same'>()
  const different = useCommand(judgeDifferent)
  const { duplicates, fields } = words
  return (
    <Section
      title={`${pair.first.name} ／ ${pair.second.name}`}
      actions={
        <>
          <button type="button" className="k-button" onClick={() => setOpen('different')}>
            {duplicates.different}
          </button>
          <button type="button" className="k-button k-button-primary" onClick={() => setOpen('same')}>
            {duplicates.same}
          </button>
        </>
      }
    >
      <p>
        {duplicates.signsTitle}：{' '}
        {pair.signs.map((sign) => (
          <span key={sign}>
            <Mark tone={sign === 'same_code' || sign === 'same_name' ? 'warn' : 'notice'}>
              {duplicates.signs[sign]}
            </Mark>{' '}
          </span>
        ))}
        <span className="k-quiet">
          {duplicates.likeness} {formatPercent(asRatio(pair.likeness), { places: 0 })}
        </span>
      </p>
      <div className="duplicate-pair">
        {[pair.first, pair.second].map((side) => (
          <div key={side.id}>
            <AppLink to={`/key-projects/${side.id}`}>
              {side.number} {side.name}
            </AppLink>
            <Facts
              items={[
                { label: fields.stage, value: words.stages[side.stage] },
                { label: fields.enterprise, value: side.enterprise },
                { label: fields.place, value: side.place },
                { label: fields.totalInvestment, value: <MoneyText yuan={side.totalInvestment} /> },
              ]}
            />
          </div>
        ))}
      </div>
      <ConfirmWithReason
        isOpen={open === 'different'}
        title={duplicates.different}
        isSending={different.isPending}
        refusal={different.error}
        onCancel={() => setOpen(undefined)}
        onConfirm={(reason) => different.mutate({ firstId: pair.first.id, secondId: pair.second.id, reason })}
      />
      {open === 'same' ? <MergeDialog pair={pair} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  )
}

function MergeDialog({ pair, onClose }: { readonly pair: Duplicate; readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages)
  const [keptId, setKeptId] = useState(pair.first.id)
  const [figures, setFigures] = useState<'keep' | 'add'>('keep')
  const [on, setOn] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const merge = useCommand(mergeProjects, { onSuccess: onClose })
  const [kept, other] = keptId === pair.first.id ? [pair.first, pair.second] : [pair.second, pair.first]
  const { duplicates } = words
  const send = (): void =>
    merge.mutate({
      projectId: kept.id,
      expectedVersion: kept.version,
      absorbedId: other.id,
      absorbedVersion: other.version,
      figures,
      on: on ?? '',
      reason,
    })
  return (
    <Modal
      open
      title={duplicates.same}
      okText={words.lineage.merge}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={merge.isPending}
      mask={{ closable: false }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="k-stack">
        {merge.error ? <RefusalNote refusal={merge.error} /> : null}
        <p className="k-quiet">{duplicates.mergeNote}</p>
        <div>
          <b>{duplicates.keepFirst}</b>
          <Radio.Group
            aria-label={duplicates.keepFirst}
            vertical
            value={keptId}
            onChange={(event) => setKeptId(event.target.value as string)}
            options={[pair.first, pair.second].map((side) => ({
              value: side.id,
              label: `${side.number} ${side.name}`,
            }))}
          />
        </div>
        <div>
          <b>{duplicates.figures}</b>
          <Radio.Group
            aria-label={duplicates.figures}
            vertical
            value={figures}
            onChange={(event) => setFigures(event.target.value as 'keep' | 'add')}
            options={[
              { value: 'keep', label: duplicates.keep },
              { value: 'add', label: duplicates.add },
            ]}
          />
        </div>
        <label className="k-stack-label">
          {words.life.on}
          <DayField value={on} onChange={setOn} />
        </label>
        <label className="k-stack-label">
          {words.fields.reason}
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
      </div>
    </Modal>
  )
}
