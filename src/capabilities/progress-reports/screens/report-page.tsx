import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { HistoryList } from '../../../ui/kit/history-list.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, InstantText, MoneyText, PeriodText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import {
  checkReport,
  confirmReports,
  correctReport,
  listReportHistory,
  type Report,
  type ReportPage as Page,
  returnReport,
  showReport,
} from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { PeriodChoice } from './choices.tsx'
import { PhotosPart } from './photos-part.tsx'
import { ReportForm } from './report-form.tsx'
import { fieldText, ReportText } from './report-text.tsx'
import { StateMarks, today, useTexts } from './wording.tsx'
import './progress-reports.css'

/** The report of one project for one month or week: filled in, looked at, corrected. */
export default function ReportPage() {
  const { projectId, period } = usePathFields('projectId', 'period')
  const page = useOperation(showReport, { projectId, period })
  return <Answer of={page}>{(found) => <Shown key={`${projectId}${period}`} page={found} />}</Answer>
}

function Shown({ page }: { readonly page: Page }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const go = useGo()
  const isSample = useSession().sample
  const { project, period, report, standing } = page
  const mayFill = page.actions.includes('submit')
  // The form opens anew with each version of the report; what was said of the last one stays above it.
  const [said, setSaid] = useState('')
  const late = report?.submittedAt ? 0 : daysLateOf(page)
  return (
    <>
      <PageHeader
        back={<AppLink to={`/key-projects/${project.id}`}>{words.report.back}</AppLink>}
        title={project.name}
        note={`${texts.report(period)} · ${words.dueOn(texts.day(page.dueOn))}`}
        marks={
          <>
            <StateMarks state={report?.state ?? 'due'} daysLate={late} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={
          <>
            <PeriodChoice period={period} onChange={(next) => go(`/progress-reports/${project.id}/${next}`)} />
            {report ? <Steps report={report} /> : null}
          </>
        }
      />
      {said ? <output className="pr-said">{said}</output> : null}
      {report?.returnReason ? (
        <p className="k-refusal" role="note">
          {words.report.returned(report.returnReason)}
        </p>
      ) : null}
      {report?.correctionReason ? (
        <p role="note">
          <Mark tone="warn">{words.report.correction(report.edition, report.correctionReason)}</Mark>{' '}
          {standing ? <span className="k-quiet">{words.report.standing(standing.edition)}</span> : null}
        </p>
      ) : null}
      <Held page={page} />
      {mayFill ? (
        <ReportForm key={`${report?.id ?? ''}${report?.version ?? 0}`} page={page} onSaid={setSaid} />
      ) : report ? (
        <ReportText report={report} />
      ) : (
        <Section title={words.report.form}>
          <p>{words.report.readOnly}</p>
        </Section>
      )}
      <PhotosPart page={page} />
      {report ? <History report={report} /> : null}
    </>
  )
}

function daysLateOf({ dueOn, report }: Page): number {
  if (report && report.edition > 1) return 0
  const days = (Date.parse(today()) - Date.parse(dueOn)) / 86_400_000
  return Math.max(0, Math.round(days))
}

function Held({ page }: { readonly page: Page }) {
  const words = useMessages(progressReportsMessages)
  const { project } = page
  return (
    <Section title={words.report.held} note={words.report.heldNote}>
      <Facts
        items={[
          { label: words.report.unit, value: project.unitName },
          { label: words.report.leadUnit, value: project.leadUnitName },
          { label: words.report.taskForce, value: project.taskForceName },
          { label: words.report.stage, value: words.stages[project.stage] },
          { label: words.report.total, value: <MoneyText yuan={project.totalInvestment} /> },
          { label: words.report.plan, value: <MoneyText yuan={project.yearPlan} /> },
          {
            label: words.report.record,
            value: (
              <>
                <MoneyText yuan={project.investedThisYear} /> <PeriodNote period={project.investedAsOf} />
              </>
            ),
          },
          { label: words.report.statistical, value: <MoneyText yuan={project.statisticalThisYear} /> },
        ]}
      />
    </Section>
  )
}

function PeriodNote({ period }: { readonly period: string | null }) {
  return period === null ? null : (
    <span className="k-quiet">
      （<PeriodText period={period} cumulative />）
    </span>
  )
}

/** The buttons of those who look at a report, and the correction of one that counts. */
function Steps({ report }: { readonly report: Report }) {
  const words = useMessages(progressReportsMessages)
  const [asking, setAsking] = useState<'return' | 'correct'>()
  const close = (): void => setAsking(undefined)
  const invalidates = ['key_projects.', 'obstacles.', 'schedules.']
  const check = useCommand(checkReport)
  const confirm = useCommand(confirmReports, { invalidates })
  const back = useCommand(returnReport, { onSuccess: close })
  const correct = useCommand(correctReport, { onSuccess: close })
  const key = { reportId: report.id, expectedVersion: report.version }
  const can = (action: Report['actions'][number]) => report.actions.includes(action)
  const refusal = check.error ?? confirm.error
  const isSending = check.isPending || confirm.isPending
  return (
    <>
      {can('check') ? (
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={isSending}
          onClick={() => check.mutate(key)}
        >
          {words.actions.check}
        </button>
      ) : null}
      {can('confirm') ? (
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={isSending}
          onClick={() => confirm.mutate({ reports: [{ id: report.id, expectedVersion: report.version }] })}
        >
          {words.actions.confirm}
        </button>
      ) : null}
      {can('return') ? (
        <button type="button" className="k-button" onClick={() => setAsking('return')}>
          {words.actions.return}
        </button>
      ) : null}
      {can('correct') ? (
        <button type="button" className="k-button" onClick={() => setAsking('correct')}>
          {words.actions.correct}
        </button>
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <ConfirmWithReason
        isOpen={asking === 'return'}
        title={words.actions.return}
        isSending={back.isPending}
        refusal={back.error}
        onCancel={close}
        onConfirm={(reason) => back.mutate({ ...key, reason })}
      >
        <p>{words.report.returnNote}</p>
      </ConfirmWithReason>
      <ConfirmWithReason
        isOpen={asking === 'correct'}
        title={words.actions.correct}
        isSending={correct.isPending}
        refusal={correct.error}
        onCancel={close}
        onConfirm={(reason) => correct.mutate({ ...key, reason })}
      >
        <p>{words.report.correctNote}</p>
      </ConfirmWithReason>
    </>
  )
}

function History({ report }: { readonly report: Report }) {
  const words = useMessages(progressReportsMessages)
  const { locale } = useLocale()
  const history = useOperation(listReportHistory, { reportId: report.id })
  return (
    <Section title={words.report.history}>
      <Facts
        items={[
          { label: words.report.submittedBy, value: report.submittedBy },
          { label: words.report.submittedAt, value: <InstantText at={report.submittedAt} /> },
          { label: words.report.confirmedBy, value: report.confirmedBy },
          { label: words.report.lockedAt, value: <InstantText at={report.lockedAt} /> },
          { label: words.report.due, value: <DayText day={report.dueOn} /> },
        ]}
      />
      <Answer of={history}>
        {({ items }) => (
          <HistoryList
            entries={items.map((item) => ({
              id: item.id,
              at: item.at,
              who: item.actorName,
              ...(item.onBehalfOf === null ? {} : { onBehalfOf: item.onBehalfOf }),
              what: words.topics[item.topic] ?? item.topic,
              ...(item.reason === null ? {} : { reason: item.reason }),
              changes: item.changes
                .filter(({ field, before }) => field !== 'nodes' && field !== 'problems' && before !== null)
                .map(({ field, before, after }) => ({
                  label: words.fields[field as keyof typeof words.fields] ?? field,
                  before: fieldText(words, locale, field, before),
                  after: fieldText(words, locale, field, after),
                })),
            }))}
          />
        )}
      </Answer>
    </Section>
  )
}
