import { Input } from 'antd'
import { useState } from 'react'
import { sourceOf, useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useMay } from '../../../ui/session.tsx'
import { importCalendarYear, listCalendarYears } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'

type Year = (typeof listCalendarYears.output)['_zod']['output']['items'][number]

interface Values {
  readonly year: number
  readonly notice: string
  readonly publishedOn: string
  readonly off?: string
  readonly makeUp?: string
}

const daysIn = (line: string): readonly string[] => line.match(/\d{4}-\d{2}-\d{2}/g) ?? []
const linesOf = (text: string | undefined): readonly string[] => (text ?? '').split('\n').filter((line) => line.trim())

/** The years of the working calendar this region imported, and the import of one more. */
export default function CalendarPage() {
  const words = useMessages(organisationMessages)
  const texts = words.calendar
  const years = useOperation(listCalendarYears, {})
  const [isImporting, setImporting] = useState(false)
  const mayManage = useMay('organisation.manage')
  const columns: readonly Column<Year>[] = [
    { key: 'year', title: texts.year, width: 80, cell: (row) => row.year },
    { key: 'notice', title: texts.notice, cell: (row) => row.arrangement.notice },
    { key: 'publishedOn', title: texts.publishedOn, width: 120, cell: (row) => row.arrangement.publishedOn },
    { key: 'off', title: texts.off, cell: (row) => row.arrangement.off.map((each) => each.join(' – ')).join('、') },
    { key: 'makeUp', title: texts.makeUp, cell: (row) => row.arrangement.makeUp.join('、') },
  ]
  return (
    <>
      <PageHeader
        title={texts.title}
        note={years.data ? texts.note(years.data.publishedThrough) : undefined}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setImporting(true)}>
              {texts.import}
            </button>
          ) : null
        }
      />
      <DataTable
        id="organisation.calendar"
        label={texts.title}
        columns={columns}
        source={sourceOf(years, (answer) => answer.items)}
        rowKey={(row) => String(row.year)}
        empty={texts.empty}
      />
      {isImporting ? (
        <CommandDialog<typeof importCalendarYear.input, typeof importCalendarYear.output, Values>
          title={texts.import}
          spec={importCalendarYear}
          inputOf={({ year, notice, publishedOn, off, makeUp }) => ({
            year,
            expectedVersion: years.data?.items.find((each) => each.year === year)?.version ?? 0,
            arrangement: {
              year,
              notice,
              publishedOn,
              off: linesOf(off).map((line): [string, string] => {
                const [first = '', last = first] = daysIn(line)
                return [first, last]
              }),
              makeUp: linesOf(makeUp).flatMap(daysIn),
            },
          })}
          onClose={() => setImporting(false)}
        >
          <Field name="year" label={texts.year} isRequired>
            <NumberField />
          </Field>
          <Field name="notice" label={texts.notice} isRequired>
            <Input maxLength={200} />
          </Field>
          <Field name="publishedOn" label={texts.publishedOn} isRequired>
            <DayField />
          </Field>
          <Field name="off" label={texts.off} isWide>
            <Input.TextArea rows={5} placeholder="2027-01-01 2027-01-03" />
          </Field>
          <Field name="makeUp" label={texts.makeUp} isWide>
            <Input.TextArea rows={3} placeholder="2027-02-07" />
          </Field>
        </CommandDialog>
      ) : null}
    </>
  )
}
