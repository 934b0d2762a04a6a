import { formatInstant } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { RoundCriterion, RoundPage } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import type { Words } from './wording.ts'

type RoundUnit = RoundPage['units'][number]

/** Criteria with how many figures are there, who signs and whether it is signed. */
export function CriteriaTable({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { desk } = words.screens
  return (
    <Section title={desk.criteria} note={desk.criteriaNote(round.counts.missing, round.counts.unsigned)}>
      <DataTable<RoundCriterion>
        id="assessment.desk.criteria"
        label={desk.criteria}
        columns={criterionColumns(round, words, locale)}
        source={sourceOfRows(round.criteria)}
        rowKey={(row) => row.criterion}
      />
    </Section>
  )
}

function criterionColumns(round: RoundPage, words: Words, locale: Locale): readonly Column<RoundCriterion>[] {
  const { desk, unit } = words.screens
  return [
    {
      key: 'name',
      title: desk.criterion,
      width: 200,
      isPinned: true,
      cell: (row) => (
        <>
          {row.name} {row.isExpected ? <Mark>{desk.expected}</Mark> : null}
        </>
      ),
    },
    { key: 'points', title: desk.points, kind: 'number', cell: (row) => row.points },
    { key: 'source', title: desk.source, width: 150, cell: (row) => row.sourceUnitName ?? desk.fromResults },
    {
      key: 'figures',
      title: desk.figures,
      width: 210,
      cell: (row) => row.figures.map(({ name, from }) => `${name}（${desk.origins[from.kind]}）`).join('、'),
    },
    {
      key: 'there',
      title: desk.there,
      width: 130,
      cell: (row) => <There asked={row.asked} missing={row.missing} />,
    },
    {
      key: 'signature',
      title: desk.signature,
      width: 210,
      cell: (row) => {
        const { signature } = row
        if (row.sourceUnitId === null) return <span className="k-quiet">{unit.noSigner}</span>
        if (signature === null) return <Mark tone="warn">{unit.unsigned}</Mark>
        return signature.isBroken ? (
          <Mark tone="bad">{unit.broken}</Mark>
        ) : (
          <>
            <span className="as-up" aria-hidden="true">
              ✓
            </span>{' '}
            {signature.byName} {formatInstant(new Date(signature.at), locale)}
          </>
        )
      },
    },
    {
      key: 'act',
      title: desk.act,
      cell: (row) =>
        row.actions.length > 0 ? (
          <AppLink to={`/assessment/figures?round=${round.id}&criterion=${row.criterion}`}>{desk.fill}</AppLink>
        ) : (
          <AppLink to={`/assessment/figures?round=${round.id}&criterion=${row.criterion}`}>{desk.look}</AppLink>
        ),
    },
  ]
}

function There({ asked, missing }: { readonly asked: number; readonly missing: number }) {
  const { desk } = useMessages(assessmentMessages).screens
  return (
    <span className="as-score as-there">
      {missing === 0 ? desk.allThere(asked) : desk.someThere(asked - missing, asked)}
      <span className="as-score-track" aria-hidden="true">
        <span style={{ width: `${asked === 0 ? 100 : ((asked - missing) / asked) * 100}%` }} />
      </span>
    </span>
  )
}

/** Assessed units and whether they have looked at their figures. */
export function UnitsTable({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { desk } = words.screens
  return (
    <Section title={desk.units} note={desk.unitsNote(round.counts.confirmed, round.counts.units)}>
      <DataTable<RoundUnit>
        id="assessment.desk.units"
        label={desk.units}
        columns={unitColumns(words, locale)}
        source={sourceOfRows(round.units)}
        rowKey={(row) => row.unitId}
        rowLink={(row) => `/assessment/rounds/${round.id}/units/${row.unitId}`}
      />
    </Section>
  )
}

function unitColumns(words: Words, locale: Locale): readonly Column<RoundUnit>[] {
  const { desk, ranking, unit } = words.screens
  return [
    { key: 'unit', title: ranking.unit, width: 180, isPinned: true, cell: (row) => row.unitName },
    { key: 'group', title: unit.group, width: 140, cell: (row) => row.groupName },
    {
      key: 'confirmed',
      title: desk.confirmed,
      width: 230,
      cell: (row) =>
        row.confirmedAt === null ? (
          <span className="k-quiet">{desk.notConfirmed}</span>
        ) : (
          <>
            <span className="as-up" aria-hidden="true">
              ✓
            </span>{' '}
            {row.confirmedByName} {formatInstant(new Date(row.confirmedAt), locale)}
          </>
        ),
    },
    {
      key: 'objections',
      title: desk.openObjections,
      kind: 'number',
      cell: (row) => (row.openObjections === 0 ? '—' : <Mark tone="warn">{String(row.openObjections)}</Mark>),
    },
  ]
}
