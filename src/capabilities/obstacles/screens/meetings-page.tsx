import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listMeetings, type MeetingLine } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { PlanMeetingDialog } from './meeting-dialogs.tsx'
import { MeetingMark } from './meeting-marks.tsx'
import './meetings.css'

type Words = (typeof obstaclesMessages)['zh-CN']['meetings']

/** Dispatch meetings, the newest first. */
export default function MeetingsPage() {
  const words = useMessages(obstaclesMessages).meetings
  const go = useGo()
  const isSample = useSession().sample
  const mayManage = useMay('meetings.manage')
  const [isPlanning, setPlanning] = useState(false)
  const plan = mayManage ? (
    <button type="button" className="k-button k-button-primary" onClick={() => setPlanning(true)}>
      {words.plan}
    </button>
  ) : null
  return (
    <>
      <PageHeader title={words.title} note={words.note} marks={isSample ? <SampleMark /> : null} actions={plan} />
      <DataTable
        id="obstacles.meetings"
        label={words.title}
        columns={columnsOf(words)}
        source={usePages(listMeetings, {})}
        rowKey={(row) => row.id}
        rowLink={(row) => `/meetings/${row.id}`}
        empty={words.empty}
      />
      {isPlanning ? (
        <PlanMeetingDialog onClose={() => setPlanning(false)} onDone={(id) => go(`/meetings/${id}`)} />
      ) : null}
    </>
  )
}

function columnsOf(words: Words): readonly Column<MeetingLine>[] {
  return [
    { key: 'title', title: words.name, width: 260, isPinned: true, cell: (row) => row.title },
    { key: 'heldOn', title: words.heldOn, width: 130, cell: (row) => <DayText day={row.heldOn} /> },
    { key: 'state', title: words.columnState, width: 130, cell: (row) => <MeetingMark of={row} /> },
    { key: 'chair', title: words.chair, width: 140, cell: (row) => row.chairTitle || '—' },
    {
      key: 'content',
      title: words.minutes,
      width: 260,
      cell: (row) => words.summary(row.agendaCount, row.itemCount, row.promiseCount),
    },
  ]
}
