import { useOperation } from '../../../ui/api.ts'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listOwnReports, type OwnLine } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { StateMarks, useTexts } from './wording.tsx'
import './progress-reports.css'

/** What the reader owes, what waits for him, what he has sent: cards that fit a phone. */
export default function OwnPage() {
  const words = useMessages(progressReportsMessages)
  const session = useSession()
  const mayManage = useMay('progress_reports.manage')
  const own = useOperation(listOwnReports, {})
  return (
    <>
      <PageHeader
        title={words.own.title}
        note={mayManage ? words.own.officeNote : words.own.note}
        marks={session.sample ? <SampleMark /> : null}
        actions={
          <>
            <AppLink className="k-button" to="/progress-reports/sheet">
              {words.menu.sheet}
            </AppLink>
            {mayManage ? (
              <AppLink className="k-button k-button-primary" to="/progress-reports">
                {words.own.toDesk}
              </AppLink>
            ) : null}
          </>
        }
      />
      <Answer of={own}>
        {({ owed, waiting, sent }) => (
          <>
            {mayManage ? null : (
              <Section title={words.own.owed} note={words.pieces(owed.length)}>
                {owed.length === 0 ? <Empty>{words.own.owedNone}</Empty> : <Cards lines={owed} call={words.own.fill} />}
              </Section>
            )}
            {waiting.length > 0 ? (
              <Section title={words.own.waiting} note={words.pieces(waiting.length)}>
                <Cards lines={waiting} call={words.own.look} />
              </Section>
            ) : null}
            {sent.length > 0 ? (
              <Section title={words.own.sent} note={words.pieces(sent.length)}>
                <Cards lines={sent} call={words.own.look} />
              </Section>
            ) : null}
          </>
        )}
      </Answer>
    </>
  )
}

function Cards({ lines, call }: { readonly lines: readonly OwnLine[]; readonly call: string }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  return (
    <ul className="pr-cards">
      {lines.map((line) => (
        <li key={`${line.projectId}${line.period}`}>
          <AppLink className="pr-card" to={`/progress-reports/${line.projectId}/${line.period}`}>
            <span className="pr-card-what">
              <b>{line.name}</b>
              <span>
                {texts.report(line.period)} · <StateMarks state={line.state} daysLate={line.daysLate} />{' '}
                {line.reminders > 0 ? <Mark tone="warn">{words.reminded(line.reminders)}</Mark> : null}
              </span>
              {line.returnReason ? <span>{words.report.returned(line.returnReason)}</span> : null}
              <span className="k-quiet">
                {line.number} · {line.unitName} · {words.dueOn(texts.day(line.dueOn))}
              </span>
            </span>
            <span className="pr-card-call">{call} ›</span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}
