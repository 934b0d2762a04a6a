import '../../../ui/kit/table.css'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { formatPercent, formatPeriod } from '../../../kernel/format.ts'
import type { Ratio } from '../../../kernel/ratio.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChartBox } from '../../../ui/kit/chart-box.tsx'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { MoneyText, PercentText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { type Ledger, type ProjectMonth, showProjectMoney } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { lightSentence } from './light-sentence.ts'
import { inWholeWan, ledgerChart } from './money-chart.ts'
import { ChainDialog, ReportedMonthDialog, StatisticalCodeDialog, StatisticalMonthDialog } from './money-dialogs.tsx'
import { EvidencePart } from './money-evidence.tsx'
import type { ProjectMoney } from './money-view.ts'
import type { Words } from './project-columns.tsx'

type Open =
  | { readonly kind: 'reported' | 'statistical' | 'code' }
  | { readonly kind: 'chain'; readonly ledger: Ledger; readonly period: ProjectMonth['period'] }

/** Both ledgers of a project's money: curves, months, gap, alarm and evidence. */
export default function MoneyPanel({ subject }: { readonly subject: SubjectRef }) {
  const [year, setYear] = useState<number>()
  const money = useOperation(
    showProjectMoney,
    { projectId: subject.id, ...(year === undefined ? {} : { year }) },
    { keepPrevious: true },
  )
  return <Answer of={money}>{(found) => <Ledgers projectId={subject.id} money={found} onYear={setYear} />}</Answer>
}

function Ledgers({
  projectId,
  money,
  onYear,
}: {
  readonly projectId: string
  readonly money: ProjectMoney
  readonly onYear: (year: number) => void
}) {
  const words = useMessages(keyProjectsMessages)
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  const can = (action: ProjectMoney['actions'][number]) => money.actions.includes(action)
  const { money: said } = words
  return (
    <>
      <p className="k-quiet">{said.note}</p>
      <div className="k-toolbar no-print">
        <Select<number>
          aria-label={said.year}
          value={money.year}
          options={money.years.map((value) => ({ value, label: String(value) }))}
          onChange={onYear}
        />
        {can('record_reported') ? (
          <button type="button" className="k-button" onClick={() => setOpen({ kind: 'reported' })}>
            {said.recordReported}
          </button>
        ) : null}
        {can('record_statistical') ? (
          <>
            <button type="button" className="k-button" onClick={() => setOpen({ kind: 'statistical' })}>
              {said.recordStatistical}
            </button>
            <button type="button" className="k-button" onClick={() => setOpen({ kind: 'code' })}>
              {said.setCode}
            </button>
          </>
        ) : null}
      </div>
      <AlarmNote money={money} />
      {money.months.length === 0 ? (
        <Empty>{said.empty}</Empty>
      ) : (
        <>
          <Curves money={money} />
          <Months money={money} onChain={(ledger, period) => setOpen({ kind: 'chain', ledger, period })} />
        </>
      )}
      <EvidencePart projectId={projectId} money={money} />
      {open?.kind === 'reported' ? (
        <ReportedMonthDialog projectId={projectId} money={money} onClose={close} />
      ) : open?.kind === 'statistical' ? (
        <StatisticalMonthDialog projectId={projectId} money={money} onClose={close} />
      ) : open?.kind === 'code' ? (
        <StatisticalCodeDialog projectId={projectId} money={money} onClose={close} />
      ) : open?.kind === 'chain' ? (
        <ChainDialog projectId={projectId} ledger={open.ledger} period={open.period} onClose={close} />
      ) : null}
    </>
  )
}

function AlarmNote({ money }: { readonly money: ProjectMoney }) {
  const { money: said } = useMessages(keyProjectsMessages)
  const { physicalPercent, moneyShare, alarm, alarmPoints } = money
  if (physicalPercent === null || moneyShare === null) return <p className="k-quiet">{said.alarmUnknown}</p>
  const [works, share] = [physicalPercent / 100, moneyShare].map((ratio) =>
    formatPercent(ratio as Ratio, { places: 1 }),
  )
  if (alarm === null) return <p className="k-quiet">{said.alarmNone(works ?? '', share ?? '')}</p>
  return (
    <p role="note">
      <Mark tone="warn">{said.alarms[alarm]}</Mark> {said.alarmNote(works ?? '', share ?? '', alarmPoints)}
    </p>
  )
}

function Curves({ money }: { readonly money: ProjectMoney }) {
  const { money: said } = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const chart = useMemo(() => ledgerChart(money.months, said, locale), [money.months, said, locale])
  return <ChartBox label={said.chart} option={chart.option} table={chart.table} height={240} />
}

function Months({
  money,
  onChain,
}: {
  readonly money: ProjectMoney
  readonly onChain: (ledger: Ledger, period: ProjectMonth['period']) => void
}) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { money: said } = words
  const changed = (ledger: Ledger, month: ProjectMonth) => {
    const figure = month[ledger]
    if (!figure || figure.number === 1) return null
    return (
      <button type="button" className="k-button k-button-text" onClick={() => onChain(ledger, month.period)}>
        {said.chainOpen(figure.number)}
      </button>
    )
  }
  const headings = [
    said.planned,
    said.reported,
    said.reportedMonth,
    said.statistical,
    said.statisticalMonth,
    said.gap,
    said.physical,
  ]
  return (
    <div className="k-table-scroll" role="region" aria-label={said.table} tabIndex={0}>
      <table className="k-table" aria-label={said.table}>
        <thead>
          <tr>
            <th scope="col">{said.period}</th>
            {headings.map((heading) => (
              <th key={heading} scope="col" className="k-number">
                {heading}
              </th>
            ))}
            <th scope="col">{said.light}</th>
            <th scope="col">{said.source}</th>
          </tr>
        </thead>
        <tbody>
          {money.months.map((month) => (
            <tr key={month.period}>
              <th scope="row">{formatPeriod(month.period, locale)}</th>
              <td className="k-number">
                <MoneyText yuan={inWholeWan(month.planned)} unit="wan" />
              </td>
              <td className="k-number">
                <MoneyText yuan={month.reported?.thisYear} unit="wan" /> {changed('reported', month)}
              </td>
              <td className="k-number">
                <MoneyText yuan={month.reported?.thisMonth} unit="wan" />
              </td>
              <td className="k-number">
                <MoneyText yuan={month.statistical?.thisYear} unit="wan" /> {changed('statistical', month)}
              </td>
              <td className="k-number">
                <MoneyText yuan={month.statistical?.thisMonth} unit="wan" />
              </td>
              <td className="k-number">
                <MoneyText yuan={month.gap} unit="wan" />
              </td>
              <td className="k-number">
                <PercentText ratio={percentOf(month)} />
              </td>
              <td>
                <MonthLight month={month} words={words} />
              </td>
              <td>{month.reported ? said.sources[month.reported.source] : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="k-quiet">
        {words.list.wan} · —: {said.unknownMonth}
      </p>
    </div>
  )
}

function MonthLight({ month, words }: { readonly month: ProjectMonth; readonly words: Words }) {
  if (month.light === null) return '—'
  return (
    <LightTag
      colour={month.light}
      word={words.lights[month.light]}
      reason={lightSentence({ lightReason: month.lightReason }, words)}
    />
  )
}

function percentOf({ reported }: ProjectMonth): number | null {
  return reported?.physicalPercent === null || reported === null ? null : (reported.physicalPercent ?? 0) / 100
}
