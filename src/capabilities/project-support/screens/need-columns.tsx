import type { Column } from '../../../ui/kit/columns.ts'
import { DayText } from '../../../ui/kit/texts.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { FactorNeed } from '../contract.ts'
import type { projectSupportMessages } from '../messages/index.ts'
import { AmountText } from './amounts.tsx'
import { NeedMarks } from './marks.tsx'

type Words = (typeof projectSupportMessages)['zh-CN']

/** The columns of needs; the project's own panel leaves its name away. */
export function needColumns(words: Words, isOfOneProject: boolean): readonly Column<FactorNeed>[] {
  const amount = (
    key: 'asked' | 'verified' | 'allocated' | 'borrowed' | 'delivered' | 'uncovered',
  ): Column<FactorNeed> => ({
    key,
    title: words.needs[key],
    kind: 'number',
    width: 96,
    cell: (row) =>
      key === 'uncovered' && row.uncovered > 0 ? (
        <b>
          <AmountText factor={row.factor} amount={row.uncovered} />
        </b>
      ) : (
        <AmountText factor={row.factor} amount={row[key]} />
      ),
  })
  const project: Column<FactorNeed> = {
    key: 'project',
    title: words.visits.project,
    width: 200,
    isPinned: true,
    cell: (row) => <AppLink to={`/key-projects/${row.projectId}`}>{row.projectName}</AppLink>,
  }
  return [
    ...(isOfOneProject ? [] : [project]),
    { key: 'factor', title: words.needs.factor, width: 110, cell: (row) => words.factors[row.factor] },
    {
      key: 'state',
      title: words.needs.state,
      width: 120,
      cell: (row) => <NeedMarks state={row.state} isLate={row.isLate} />,
    },
    amount('asked'),
    amount('verified'),
    amount('allocated'),
    amount('borrowed'),
    amount('delivered'),
    amount('uncovered'),
    { key: 'neededOn', title: words.needs.neededOn, width: 130, cell: (row) => <DayText day={row.neededOn} /> },
    { key: 'unit', title: words.needs.unit, width: 110, cell: (row) => row.unitName },
    { key: 'year', title: words.needs.year, width: 60, isHidden: true, cell: (row) => row.year },
    { key: 'note', title: words.needs.noteField, width: 160, isHidden: true, cell: (row) => row.note || '—' },
  ]
}
