import type { ReactNode } from 'react'
import type { Locale } from '../../../kernel/language.ts'
import { formatMoney, formatPercent } from '../../../kernel/format.ts'
import { asRatio } from '../../../kernel/ratio.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { DayText, MoneyText, PercentText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { Report, ReportField, ReportState, SlipReason } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { FIELDS_OF } from '../rules/known.ts'
import { useTexts, type Words } from './wording.tsx'

const MONEY: ReadonlySet<string> = new Set([
  'investedInPeriod',
  'investedThisYear',
  'fundsInPlace',
  'yearForecast',
  'nextInvestment',
])

/** A field of a report as words, for histories and previews. */
export function fieldText(words: Words, locale: Locale, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (MONEY.has(field) && typeof value === 'number') return formatMoney(asYuan(value), locale)
  if (field === 'physicalShare' && typeof value === 'number') return formatPercent(asRatio(value), { places: 1 })
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  if (field === 'slipReason') return words.slips[value as SlipReason] ?? value
  return field === 'state' ? (words.states[value as ReportState] ?? value) : value
}

/** A report as it was sent, for those who read it. */
export function ReportText({ report }: { readonly report: Report }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const { body, reuse } = report
  return (
    <Section
      title={words.report.form}
      note={reuse ? words.report.reuse(reuse.reused, reuse.asked, texts.share(reuse.reused, reuse.asked)) : undefined}
    >
      <Facts
        items={FIELDS_OF[report.kind].map((field) => ({
          label: words.columns[field],
          value: (
            <>
              <FieldValue field={field} report={report} />{' '}
              {reuse?.changed.includes(field) ? <Mark tone="notice">{words.report.changed}</Mark> : null}
            </>
          ),
        }))}
      />
      {body.nodes.length > 0 ? (
        <>
          <h3>{words.report.nodes}</h3>
          <ul className="pr-lines">
            {body.nodes.map((node) => (
              <li key={node.nodeId}>
                <b>{node.name}</b> {words.report.nodePlanned} <DayText day={node.plannedOn} /> ·{' '}
                {node.doneOn ? (
                  <>
                    {words.report.nodeDone} <DayText day={node.doneOn} />
                  </>
                ) : (
                  `${words.report.nodeReason}：${node.reason || '—'}`
                )}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {body.problems.length > 0 ? (
        <>
          <h3>{words.report.problems}</h3>
          <ul className="pr-lines">
            {body.problems.map((problem) => (
              <li key={problem.text}>
                {problem.text}
                {problem.promise ? (
                  <span className="k-quiet">
                    {' '}
                    · {problem.promise.ownerText} {problem.promise.action} <DayText day={problem.promise.dueOn} />
                  </span>
                ) : null}
                {problem.promiseId ? (
                  <>
                    {' '}
                    <AppLink to={`/promises/${problem.promiseId}`}>{words.report.promiseKept}</AppLink>
                  </>
                ) : null}
                {problem.itemId ? (
                  <>
                    {' '}
                    <AppLink to={`/obstacles/${problem.itemId}`}>{words.report.itemOpened}</AppLink>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}

function FieldValue({ field, report }: { readonly field: ReportField; readonly report: Report }): ReactNode {
  const words = useMessages(progressReportsMessages)
  const { locale } = useLocale()
  const value = report.body[field]
  if (MONEY.has(field)) return <MoneyText yuan={value as number | null} />
  if (field === 'physicalShare') return <PercentText ratio={value as number | null} />
  return fieldText(words, locale, field, value)
}
