import type { Column } from '../../../ui/kit/columns.ts'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { SubjectLink } from '../../../ui/subjects.tsx'
import type { ItemLine } from '../contract.ts'
import type { ItemWords } from './choices.tsx'
import { DueText, SeverityMark, SpecialMarks, StateMark, TierMark } from './item-marks.tsx'

/** The columns of the ledger. */
export function itemColumns(words: ItemWords): readonly Column<ItemLine>[] {
  const { columns, marks } = words
  return [
    { key: 'number', title: columns.number, width: 105, cell: (row) => row.number ?? marks.noNumber },
    {
      key: 'title',
      title: columns.title,
      width: 210,
      cell: (row) => (
        <>
          <AppLink to={`/obstacles/${row.id}`}>{row.title}</AppLink> <SpecialMarks of={row} />
        </>
      ),
    },
    {
      key: 'subject',
      title: columns.subject,
      width: 150,
      cell: (row) => (row.subject ? <SubjectLink subject={row.subject} title={row.subject.title} /> : '—'),
    },
    { key: 'state', title: columns.state, width: 80, cell: (row) => <StateMark state={row.state} /> },
    { key: 'due', title: columns.due, width: 150, cell: (row) => <DueText of={row} /> },
    { key: 'unit', title: columns.unit, width: 110, cell: (row) => row.leadUnit?.name ?? '—' },
    {
      key: 'tier',
      title: columns.tier,
      width: 110,
      cell: (row) => (row.tier === null ? '—' : <TierMark tier={row.tier} />),
    },
    { key: 'class', title: columns.class, width: 90, cell: (row) => words.classes[row.class] },
    { key: 'severity', title: columns.severity, width: 80, cell: (row) => <SeverityMark severity={row.severity} /> },
    { key: 'kind', title: columns.kind, width: 80, cell: (row) => words.kinds[row.kind] },
    { key: 'origin', title: columns.origin, width: 90, isHidden: true, cell: (row) => words.origins[row.origin] },
    { key: 'proposer', title: columns.proposer, width: 130, cell: (row) => row.proposerUnit?.name ?? '—' },
    { key: 'reported', title: columns.reported, width: 130, cell: (row) => <InstantText at={row.reportedAt} /> },
    {
      key: 'assigned',
      title: columns.assigned,
      width: 130,
      isHidden: true,
      cell: (row) => <InstantText at={row.assignedAt} />,
    },
    {
      key: 'answered',
      title: columns.answered,
      width: 130,
      isHidden: true,
      cell: (row) => <InstantText at={row.answeredAt} />,
    },
    {
      key: 'closed',
      title: columns.closed,
      width: 130,
      isHidden: true,
      cell: (row) => <InstantText at={row.closedAt} />,
    },
    { key: 'returns', title: columns.returns, kind: 'number', isHidden: true, cell: (row) => row.returns },
    { key: 'extensions', title: columns.extensions, kind: 'number', isHidden: true, cell: (row) => row.extensions },
    {
      key: 'updated',
      title: columns.updated,
      width: 130,
      isHidden: true,
      cell: (row) => <InstantText at={row.updatedAt} />,
    },
  ]
}
