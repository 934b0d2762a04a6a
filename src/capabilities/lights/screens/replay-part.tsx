import { useState } from 'react'
import { addDays, dayOf } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { asPeriod, firstDay, type Period, periodOf } from '../../../kernel/period.ts'
import { sourceOfRows, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { LightTag } from '../../../ui/kit/marks.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import {
  type ColourChange,
  LIGHTS,
  type LightReason,
  replayRule,
  type ReplayReport,
  type RuleSet,
} from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'

const PAGES = { key_project: '/key-projects', target: '/targets', obstacle: '/obstacles' } as const
const MONTHS = 24

/** The months a replay can begin and end with, the latest first. */
function months(): readonly Period[] {
  const all: Period[] = []
  let month = periodOf(dayOf(new Date()), 'month')
  while (all.length < MONTHS) {
    all.push(month)
    month = periodOf(addDays(firstDay(month), -1), 'month')
  }
  return all
}

/** A version tried on past months: who would change colour, and how many lights of each colour there would be. */
export function ReplayPart({ ruleSet, version }: { readonly ruleSet: RuleSet; readonly version: number }) {
  const words = useMessages(lightsMessages)
  const { locale } = useLocale()
  const all = months()
  const [from, setFrom] = useState<string>(all[11] ?? '')
  const [until, setUntil] = useState<string>(all[0] ?? '')
  const [isRunning, setRunning] = useState(false)
  const report = useOperation(
    replayRule,
    { code: ruleSet.code, ruleVersion: version, from: asPeriod(from), until: asPeriod(until) },
    { enabled: isRunning },
  )
  const options = all.map((period) => ({ value: period as string, label: formatPeriod(period, locale) }))
  return (
    <div className="lights-card">
      <h3>{words.replay}</h3>
      <p className="k-quiet">{words.replayHelp}</p>
      <div className="k-toolbar">
        <label className="k-filter">
          {words.from12}
          <ChoiceField value={from} options={options} onChange={(next) => setFrom(next ?? from)} />
        </label>
        <label className="k-filter">
          {words.until12}
          <ChoiceField value={until} options={options} onChange={(next) => setUntil(next ?? until)} />
        </label>
        <button type="button" className="k-button" onClick={() => setRunning(true)}>
          {words.replayRun}
        </button>
      </div>
      {isRunning ? <Answer of={report}>{(answer) => <Report report={answer} ruleSet={ruleSet} />}</Answer> : null}
    </div>
  )
}

function Report({ report, ruleSet }: { readonly report: ReplayReport; readonly ruleSet: RuleSet }) {
  const words = useMessages(lightsMessages)
  const { locale } = useLocale()
  const judged = LIGHTS.reduce((sum, light) => sum + (report.after[light] ?? 0), 0)
  if (judged === 0) return <p className="k-quiet">{words.replayEmpty}</p>
  return (
    <>
      <table className="k-table" aria-label={words.counts}>
        <thead>
          <tr>
            <th scope="col">{words.counts}</th>
            {LIGHTS.map((light) => (
              <th key={light} scope="col">
                <LightTag colour={light} word={words.lights[light]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['before', 'after'] as const).map((side) => (
            <tr key={side}>
              <th scope="row">{words[side]}</th>
              {LIGHTS.map((light) => (
                <td key={light}>{report[side][light] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <b>{report.changes.length === 0 ? words.nobodyWouldChange : words.wouldChange(report.changes.length)}</b>
      </p>
      {report.changes.length > 0 ? (
        <DataTable
          id="lights.replay"
          label={words.replay}
          columns={changeColumns(words, locale, PAGES[ruleSet.subjectKind])}
          source={sourceOfRows(report.changes)}
          rowKey={(row) => `${row.subject}${row.period}`}
        />
      ) : null}
    </>
  )
}

function changeColumns(
  words: (typeof lightsMessages)['zh-CN'],
  locale: Locale,
  page: string,
): readonly Column<ColourChange>[] {
  const reason = ({ code, values }: LightReason) => words.reasons[code]?.(values) ?? code
  return [
    {
      key: 'subject',
      title: words.subject,
      cell: (row) => (
        <AppLink to={`${page}/${row.subject}`}>
          {words.openSubject} …{row.subject.slice(-6)}
        </AppLink>
      ),
    },
    { key: 'period', title: words.period, cell: (row) => formatPeriod(asPeriod(row.period), locale) },
    {
      key: 'before',
      title: words.before,
      cell: (row) => <LightTag colour={row.before} word={words.lights[row.before]} />,
    },
    { key: 'after', title: words.after, cell: (row) => <LightTag colour={row.after} word={words.lights[row.after]} /> },
    { key: 'reason', title: words.reason, cell: (row) => reason(row.afterReason) },
  ]
}
