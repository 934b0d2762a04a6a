import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listTemplates, type TemplateLine } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import './bulletins.css'

type Words = (typeof bulletinsMessages)['zh-CN']

/** The templates of bulletins in their newest versions. */
export default function TemplatesPage() {
  const words = useMessages(bulletinsMessages)
  const templates = useOperation(listTemplates, {})
  return (
    <>
      <PageHeader
        back={<AppLink to="/bulletins">{words.page.back}</AppLink>}
        title={words.templates.title}
        note={words.templates.note}
        actions={
          <AppLink to="/bulletins/templates/new" className="k-button k-button-primary">
            {words.templates.add}
          </AppLink>
        }
      />
      <DataTable
        id="bulletins.templates"
        label={words.templates.title}
        columns={columnsOf(words)}
        source={sourceOf(templates, ({ items }) => items)}
        rowKey={(row) => row.key}
        rowLink={(row) => `/bulletins/templates/${row.key}`}
      />
    </>
  )
}

function columnsOf(words: Words): readonly Column<TemplateLine>[] {
  const { templates } = words
  return [
    { key: 'name', title: templates.name, width: 200, isPinned: true, cell: (row) => row.name },
    { key: 'kind', title: templates.kind, width: 150, cell: (row) => words.kinds[row.kind] },
    { key: 'period', title: templates.period, width: 100, cell: (row) => templates.periods[row.period] ?? row.period },
    {
      key: 'version',
      title: templates.version,
      width: 180,
      cell: (row) => (
        <>
          {templates.versionOf(row.version)} {row.isBrought ? <Mark>{templates.brought}</Mark> : null}
        </>
      ),
    },
    { key: 'by', title: templates.changedBy, width: 120, cell: (row) => row.personName ?? '—' },
    { key: 'at', title: templates.changedAt, width: 170, cell: (row) => <InstantText at={row.madeAt} /> },
  ]
}
