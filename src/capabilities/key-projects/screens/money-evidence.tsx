import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Period } from '../../../kernel/period.ts'
import type { Yuan } from '../../../kernel/yuan.ts'
import { useCommand, useDownload, useUpload } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField, MoneyField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import {
  addMoneyEvidence,
  MONEY_PROOFS,
  type MoneyEvidence,
  type MoneyProof,
  readMoneyEvidence,
  withdrawMoneyEvidence,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField, optionsOf } from './choices.tsx'
import type { ProjectMoney } from './money-view.ts'

interface PartProps {
  readonly projectId: string
  readonly money: ProjectMoney
}

/** What stands behind the money of a year: sums by kind, every file, and how to add one. */
export function EvidencePart({ projectId, money }: PartProps) {
  const { money: said } = useMessages(keyProjectsMessages)
  const [isAdding, setAdding] = useState(false)
  const sums = MONEY_PROOFS.filter((kind) => (money.evidenced[kind] ?? 0) > 0)
  return (
    <section aria-label={said.evidence}>
      <div className="k-section-head">
        <h3 className="k-section-title">{said.evidence}</h3>
        <span className="k-quiet">{said.evidenceNote}</span>
        {money.actions.includes('add_evidence') ? (
          <div className="k-toolbar">
            <button type="button" className="k-button" onClick={() => setAdding(true)}>
              {said.addEvidence}
            </button>
          </div>
        ) : null}
      </div>
      {sums.length > 0 ? (
        <p>
          {said.evidenced}:{' '}
          {sums.map((kind, index) => (
            <span key={kind}>
              {index > 0 ? ' · ' : ''}
              {said.proofs[kind]} <MoneyText yuan={money.evidenced[kind]} />
            </span>
          ))}
        </p>
      ) : null}
      {money.evidence.length === 0 ? (
        <Empty>{said.evidenceEmpty}</Empty>
      ) : (
        <Pieces projectId={projectId} pieces={money.evidence} />
      )}
      {isAdding ? <AddDialog projectId={projectId} money={money} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function Pieces({ projectId, pieces }: { readonly projectId: string; readonly pieces: readonly MoneyEvidence[] }) {
  const { money: said } = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const download = useDownload(readMoneyEvidence)
  const [leaving, setLeaving] = useState<MoneyEvidence>()
  const withdraw = useCommand(withdrawMoneyEvidence, { onSuccess: () => setLeaving(undefined) })
  return (
    <div className="k-table-scroll" role="region" aria-label={`${said.evidence} · ${said.file}`} tabIndex={0}>
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <table className="k-table" aria-label={said.evidence}>
        <thead>
          <tr>
            {[said.period, said.kind, said.amount, said.documentNumber, said.datedOn, said.file, ''].map((heading) => (
              <th key={heading} scope="col" className={heading === said.amount ? 'k-number' : undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pieces.map((piece) => (
            <tr key={piece.id}>
              <td>{formatPeriod(piece.period, locale)}</td>
              <td>{said.proofs[piece.kind]}</td>
              <td className="k-number">
                <MoneyText yuan={piece.amount} />
              </td>
              <td>{piece.documentNumber || '—'}</td>
              <td>
                <DayText day={piece.datedOn} />
              </td>
              <td>
                {piece.fileName}
                {piece.alsoAt.length > 0 ? (
                  <>
                    {' '}
                    <Mark tone="warn">{said.alsoAt(piece.alsoAt.join('、'))}</Mark>
                  </>
                ) : null}
                {piece.withdrawnReason === null ? null : (
                  <>
                    {' '}
                    <Mark>{said.withdrawn(piece.withdrawnReason)}</Mark>
                  </>
                )}
              </td>
              <td className="no-print">
                <button
                  type="button"
                  className="k-button k-button-text"
                  onClick={() => download.mutate({ projectId, evidenceId: piece.id })}
                >
                  {said.open}
                  <span className="k-hidden"> {piece.fileName}</span>
                </button>
                {piece.actions.includes('withdraw') ? (
                  <button type="button" className="k-button k-button-text" onClick={() => setLeaving(piece)}>
                    {said.withdraw}
                    <span className="k-hidden"> {piece.fileName}</span>
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ConfirmWithReason
        isOpen={leaving !== undefined}
        title={said.withdrawEvidence}
        isDanger
        isSending={withdraw.isPending}
        refusal={withdraw.error}
        onCancel={() => setLeaving(undefined)}
        onConfirm={(reason) => {
          if (leaving) withdraw.mutate({ projectId, evidenceId: leaving.id, reason, expectedVersion: leaving.version })
        }}
      >
        <p>{leaving?.fileName}</p>
      </ConfirmWithReason>
    </div>
  )
}

interface EvidenceValues {
  readonly period: Period
  readonly kind: MoneyProof
  readonly amount?: Yuan | null
  readonly documentNumber?: string
  readonly datedOn?: Day | null
  readonly note?: string
}

function AddDialog({ projectId, money, onClose }: PartProps & { readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages)
  const { money: said } = words
  const [file, setFile] = useState<File>()
  const [isMissing, setMissing] = useState(false)
  const [keepLocation, setKeepLocation] = useState(false)
  const add = useUpload(addMoneyEvidence, { onSuccess: onClose })
  const limits = addMoneyEvidence.fileIn
  const latest = money.months.at(-1)?.period
  const submit = (values: EvidenceValues): void => {
    setMissing(file === undefined)
    if (!file) return
    const { amount = null, documentNumber = '', datedOn = null, note = '', ...rest } = values
    add.mutate({ input: { projectId, ...rest, amount, documentNumber, datedOn, note, keepLocation }, file })
  }
  return (
    <Modal open title={said.addEvidence} footer={null} width={680} mask={{ closable: false }} onCancel={onClose}>
      {limits ? <FileDrop label={said.file} limits={limits} file={file} onFile={setFile} /> : null}
      {file?.type.startsWith('image/') ? (
        <Checkbox checked={keepLocation} onChange={(event) => setKeepLocation(event.target.checked)}>
          {words.life.keepPlace}
        </Checkbox>
      ) : null}
      {isMissing && !file ? (
        <p className="k-error" role="alert">
          {said.chooseFile}
        </p>
      ) : null}
      <RecordForm<EvidenceValues>
        label={said.addEvidence}
        initial={{ kind: 'invoice', ...(latest ? { period: latest } : {}) }}
        refusal={add.error}
        isSending={add.isPending}
        onCancel={onClose}
        onSubmit={submit}
      >
        <Field name="period" label={said.period} isRequired>
          <MonthField year={money.year} />
        </Field>
        <Field name="kind" label={said.kind} isRequired>
          <ChoiceField options={optionsOf(said.proofs)} />
        </Field>
        <Field name="amount" label={said.amount}>
          <MoneyField />
        </Field>
        <Field name="documentNumber" label={said.documentNumber}>
          <Input maxLength={100} />
        </Field>
        <Field name="datedOn" label={said.datedOn}>
          <DayField />
        </Field>
        <Field name="note" label={words.fields.note}>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
