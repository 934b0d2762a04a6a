import { formatMoney } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { sourceOfRows, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { compareList, type ListDifference, type ListTally } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import type { Words } from './project-columns.tsx'
import { tallyColumns } from './tally-columns.tsx'

interface NamedTally {
  readonly name: string
  readonly tally: ListTally
}

/** A frozen list beside the list of today: both tallies, and every difference with its reasons. */
export default function FrozenListPage() {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { listId } = usePathFields('listId')
  const compared = useOperation(compareList, { listId })
  const { lists } = words
  return (
    <Answer of={compared}>
      {({ list, frozen, adjusted, differences, unexplained }) => (
        <>
          <PageHeader
            back={<AppLink to={`/key-projects/statistics?year=${list.year}`}>{lists.back}</AppLink>}
            title={lists.compareTitle(list.year, words.levels[list.level])}
            note={[`${lists.frozenOn} ${list.frozenOn}`, list.personName, list.note].filter(Boolean).join(' · ')}
            marks={unexplained > 0 ? <Mark tone="warn">{lists.unexplained(unexplained)}</Mark> : null}
          />
          <DataTable<NamedTally>
            id="key-projects.frozen.tallies"
            label={lists.compareTitle(list.year, words.levels[list.level])}
            columns={tallies(words)}
            source={sourceOfRows([
              { name: lists.frozen, tally: frozen },
              { name: lists.adjusted, tally: adjusted },
            ])}
            rowKey={(row) => row.name}
          />
          <Section title={lists.differences}>
            <DataTable<ListDifference>
              id="key-projects.frozen.differences"
              label={lists.differences}
              columns={differenceColumns(words, locale)}
              source={sourceOfRows(differences)}
              rowKey={(row) => `${row.projectId}${row.kind}`}
              empty={lists.noDifferences}
            />
          </Section>
        </>
      )}
    </Answer>
  )
}

/** A class by its word, a plan as money. */
function valueText(value: string | null, words: Words, locale: Locale): string {
  if (value === null) return '—'
  if (/^\d+$/.test(value)) return formatMoney(asYuan(value), locale)
  const classes: Readonly<Record<string, string>> = words.classes
  return classes[value] ?? value
}

function tallies(words: Words): readonly Column<NamedTally>[] {
  return [
    { key: 'name', title: words.fields.memberships, isPinned: true, cell: (row) => row.name },
    ...tallyColumns<NamedTally>('tally', undefined, words, (row) => row.tally),
  ]
}

function differenceColumns(words: Words, locale: Locale): readonly Column<ListDifference>[] {
  const { lists } = words
  return [
    {
      key: 'project',
      title: lists.project,
      width: 260,
      cell: (row) => (
        <AppLink to={`/key-projects/${row.projectId}`}>
          {row.number} {row.name}
        </AppLink>
      ),
    },
    {
      key: 'kind',
      title: lists.kind,
      width: 110,
      cell: (row) => <Mark tone="notice">{lists.kinds[row.kind]}</Mark>,
    },
    {
      key: 'before',
      title: lists.before,
      kind: 'number',
      cell: (row) => valueText(row.before, words, locale),
    },
    {
      key: 'after',
      title: lists.after,
      kind: 'number',
      cell: (row) => valueText(row.after, words, locale),
    },
    {
      key: 'reasons',
      title: lists.reasons,
      width: 320,
      cell: (row) =>
        row.reasons.length === 0 ? (
          <Mark tone="warn">{lists.noReason}</Mark>
        ) : (
          row.reasons.map(({ reason, at, personName }) => (
            <div key={`${at}${reason}`}>
              {reason}{' '}
              <span className="k-quiet">
                {personName} <InstantText at={at} />
              </span>
            </div>
          ))
        ),
    },
  ]
}
