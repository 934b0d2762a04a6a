import { Checkbox } from 'antd'
import { useState } from 'react'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type Alarm, findLateReports, listAlarms } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { useTexts, type Words } from './wording.tsx'

/** Late reports and silent projects as the night's look found them; what was made up for stays readable. */
export function AlarmsPart({ mayManage }: { readonly mayManage: boolean }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const [ended, setEnded] = useState(false)
  const [said, setSaid] = useState('')
  const alarms = useOperation(listAlarms, { ended }, { keepPrevious: true })
  const look = useCommand(findLateReports, {
    onSuccess: ({ late, silent, ended: over, locked }) => setSaid(words.desk.looked(late, silent, over, locked)),
  })
  return (
    <Section title={words.desk.alarms} note={words.desk.alarmsNote}>
      {look.error ? <RefusalNote refusal={look.error} /> : null}
      <DataTable
        id="progress-reports.alarms"
        label={words.desk.alarms}
        columns={columnsOf(words, texts.period)}
        source={sourceOf(alarms, (answer) => answer.items)}
        rowKey={(row) => `${row.projectId}${row.kind}${row.period}${row.since}`}
        rowLink={(row) =>
          row.period ? `/progress-reports/${row.projectId}/${row.period}` : `/key-projects/${row.projectId}`
        }
        actions={
          <>
            <Checkbox checked={ended} onChange={(event) => setEnded(event.target.checked)}>
              {words.desk.showEnded}
            </Checkbox>
            {mayManage ? (
              <button type="button" className="k-button" disabled={look.isPending} onClick={() => look.mutate({})}>
                {words.desk.lookNow}
              </button>
            ) : null}
            {said ? <output>{said}</output> : null}
          </>
        }
        empty={words.desk.alarmsNone}
      />
    </Section>
  )
}

function columnsOf(words: Words, nameOf: (period: string) => string): readonly Column<Alarm>[] {
  const desk = words.desk
  return [
    {
      key: 'name',
      title: desk.project,
      width: 240,
      cell: (row) => (
        <>
          {row.name} <span className="pr-number">{row.number}</span>
        </>
      ),
    },
    { key: 'unit', title: desk.unit, width: 120, cell: (row) => row.unitName },
    {
      key: 'kind',
      title: desk.state,
      width: 260,
      cell: (row) => (
        <>
          <Mark tone={row.endedOn ? 'calm' : 'bad'}>{desk.alarmKinds[row.kind]}</Mark>{' '}
          {row.period ? nameOf(row.period) : ''}{' '}
          {row.kind === 'silent' ? desk.silentDays(row.days) : desk.lateDays(row.days)}
        </>
      ),
    },
    { key: 'since', title: desk.since, width: 120, cell: (row) => <DayText day={row.since} /> },
    { key: 'endedOn', title: desk.endedOn, width: 120, cell: (row) => <DayText day={row.endedOn} /> },
  ]
}
