import { useOperation } from '../../../ui/api.ts'
import { sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { listProjectReports, type Report } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { PhotoList } from './photos-part.tsx'
import { StateMarks, useTexts, type Words } from './wording.tsx'
import './progress-reports.css'

const PHOTOS_SHOWN = 8

/** The reports and photos of a project on its record, and the way to the ones it owes. */
export default function ReportsPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const reports = useOperation(listProjectReports, { projectId: subject.id })
  return (
    <Answer of={reports}>
      {({ items, photos, owed, mayFill }) => (
        <>
          {mayFill && owed.length > 0 ? (
            <p className="k-toolbar">
              {owed.map((each) => (
                <AppLink
                  key={each.period}
                  className="k-button k-button-primary"
                  to={`/progress-reports/${subject.id}/${each.period}`}
                >
                  {words.panel.fillNow(texts.report(each.period))}
                </AppLink>
              ))}
            </p>
          ) : null}
          {items.length === 0 ? (
            <p className="k-quiet">{words.panel.none}</p>
          ) : (
            <DataTable
              id="progress-reports.of-project"
              label={words.panel.table}
              columns={columnsOf(words, texts.report)}
              source={sourceOfRows(items)}
              rowKey={(row) => row.id}
              rowLink={(row) => `/progress-reports/${row.projectId}/${row.period}`}
            />
          )}
          {photos.length > 0 ? <PhotoList photos={photos.slice(0, PHOTOS_SHOWN)} /> : null}
        </>
      )}
    </Answer>
  )
}

function columnsOf(words: Words, nameOf: (period: string) => string): readonly Column<Report>[] {
  return [
    { key: 'period', title: words.panel.period, width: 150, cell: (row) => nameOf(row.period) },
    { key: 'state', title: words.panel.state, width: 130, cell: (row) => <StateMarks state={row.state} /> },
    {
      key: 'inPeriod',
      title: words.panel.inPeriod,
      width: 110,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.body.investedInPeriod} />,
    },
    {
      key: 'thisYear',
      title: words.panel.thisYear,
      width: 110,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.body.investedThisYear} />,
    },
    { key: 'works', title: words.panel.works, width: 200, cell: (row) => row.body.physicalProgress || '—' },
    {
      key: 'slip',
      title: words.panel.slip,
      width: 140,
      cell: (row) => (row.body.slipReason === null ? '—' : words.slips[row.body.slipReason]),
    },
    {
      key: 'forecast',
      title: words.panel.forecast,
      width: 110,
      kind: 'number',
      isHidden: true,
      cell: (row) => <MoneyText yuan={row.body.yearForecast} />,
    },
  ]
}
