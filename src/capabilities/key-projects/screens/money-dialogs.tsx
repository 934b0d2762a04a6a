import { Input, Modal } from 'antd'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Period } from '../../../kernel/period.ts'
import type { Yuan } from '../../../kernel/yuan.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { MoneyField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText, InstantText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import {
  type Ledger,
  listFigureChain,
  recordReportedMonth,
  recordStatisticalMonth,
  setStatisticalCode,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField } from './choices.tsx'
import type { ProjectMoney } from './money-view.ts'

interface DialogProps {
  readonly projectId: string
  readonly money: ProjectMoney
  readonly onClose: () => void
}

interface MonthValues {
  readonly period: Period
  readonly thisYear: Yuan
  readonly total?: Yuan | null
  readonly physicalPercent?: number | null
  readonly reason?: string
}

/** Enters or corrects a month of the reported ledger. */
export function ReportedMonthDialog({ projectId, money, onClose }: DialogProps) {
  const { money: said } = useMessages(keyProjectsMessages)
  const enter = useCommand(recordReportedMonth, { onSuccess: onClose })
  return (
    <MonthForm
      title={said.recordReported}
      year={money.year}
      sending={enter}
      onClose={onClose}
      onSubmit={({ period, thisYear, physicalPercent, reason }) =>
        enter.mutate({
          projectId,
          period,
          thisYear,
          physicalPercent: physicalPercent ?? null,
          reason: reason ?? '',
          expectedVersion: money.version,
        })
      }
    >
      <Field name="physicalPercent" label={said.physicalPercent}>
        <NumberField unit="%" />
      </Field>
    </MonthForm>
  )
}

/** Enters or corrects a month of the statistical ledger. */
export function StatisticalMonthDialog({ projectId, money, onClose }: DialogProps) {
  const { money: said } = useMessages(keyProjectsMessages)
  const enter = useCommand(recordStatisticalMonth, { onSuccess: onClose })
  return (
    <MonthForm
      title={said.recordStatistical}
      year={money.year}
      sending={enter}
      onClose={onClose}
      onSubmit={({ period, thisYear, total, reason }) =>
        enter.mutate({
          projectId,
          period,
          thisYear,
          total: total ?? null,
          reason: reason ?? '',
          expectedVersion: money.version,
        })
      }
    >
      <Field name="total" label={said.total}>
        <MoneyField />
      </Field>
    </MonthForm>
  )
}

function MonthForm({
  title,
  year,
  sending,
  onClose,
  onSubmit,
  children,
}: {
  readonly title: string
  readonly year: number
  readonly sending: Pick<ReturnType<typeof useCommand>, 'error' | 'isPending'>
  readonly onClose: () => void
  readonly onSubmit: (values: MonthValues) => void
  readonly children: React.ReactNode
}) {
  const { money: said } = useMessages(keyProjectsMessages)
  return (
    <Modal open title={title} footer={null} width={640} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{said.correctionHint}</p>
      <RecordForm<MonthValues>
        label={title}
        refusal={sending.error}
        isSending={sending.isPending}
        onCancel={onClose}
        onSubmit={onSubmit}
      >
        <Field name="period" label={said.period} isRequired>
          <MonthField year={year} />
        </Field>
        <Field name="thisYear" label={said.thisYear} isRequired>
          <MoneyField />
        </Field>
        {children}
        <Field name="reason" label={said.reason} isWide>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** The code of a project in the investment statistics. */
export function StatisticalCodeDialog({ projectId, money, onClose }: DialogProps) {
  const { money: said } = useMessages(keyProjectsMessages)
  const set = useCommand(setStatisticalCode, { onSuccess: onClose })
  return (
    <Modal open title={said.setCode} footer={null} mask={{ closable: false }} onCancel={onClose}>
      <RecordForm<{ readonly statisticalCode: string }>
        label={said.setCode}
        initial={{ statisticalCode: money.statisticalCode }}
        refusal={set.error}
        isSending={set.isPending}
        onCancel={onClose}
        onSubmit={({ statisticalCode }) => set.mutate({ projectId, statisticalCode, expectedVersion: money.version })}
      >
        <Field name="statisticalCode" label={said.statisticalCode} isWide>
          <Input maxLength={40} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** Every figure a month ever had, with who said it, when, from where and why. */
export function ChainDialog({
  projectId,
  ledger,
  period,
  onClose,
}: {
  readonly projectId: string
  readonly ledger: Ledger
  readonly period: Period
  readonly onClose: () => void
}) {
  const { money: said } = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const chain = useOperation(listFigureChain, { projectId, ledger, period })
  const title = said.chain(formatPeriod(period, locale), said.ledgers[ledger])
  return (
    <Modal open title={title} footer={null} width={760} onCancel={onClose}>
      <Answer of={chain}>
        {({ items }) => (
          <div className="k-table-scroll" role="region" aria-label={title} tabIndex={0}>
            <table className="k-table" aria-label={title}>
              <thead>
                <tr>
                  {[said.thisYear, said.source, said.asOf, said.enteredBy, said.enteredAt, said.reason].map(
                    (heading) => (
                      <th key={heading} scope="col">
                        {heading}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {items.map((figure) => (
                  <tr key={figure.number}>
                    <td>{figure.thisYear === null ? said.takenBack : <MoneyText yuan={figure.thisYear} />}</td>
                    <td>{said.sources[figure.source]}</td>
                    <td>
                      <DayText day={figure.asOf} />
                    </td>
                    <td>{[figure.enteredBy, figure.onBehalfOf].filter(Boolean).join(' / ')}</td>
                    <td>
                      <InstantText at={figure.enteredAt} />
                    </td>
                    <td>{figure.reason || '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
    </Modal>
  )
}
