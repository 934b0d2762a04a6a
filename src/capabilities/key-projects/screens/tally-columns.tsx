import type { Column } from '../../../ui/kit/columns.ts'
import { MoneyText, PercentText } from '../../../ui/kit/texts.tsx'
import type { ListTally } from '../contract.ts'
import type { Words } from './project-columns.tsx'

/** The columns of one tally under a heading of its own; every rate shows what it is a rate of. */
export function tallyColumns<R>(
  prefix: string,
  group: string | undefined,
  { lists }: Words,
  tallyOf: (row: R) => ListTally | null,
): readonly Column<R>[] {
  const column = (key: string, title: string, cell: (tally: ListTally) => React.ReactNode): Column<R> => ({
    key: `${prefix}-${key}`,
    title,
    ...(group === undefined ? {} : { group }),
    isHidden: group !== undefined && HIDDEN_IN_GROUPS.has(key) && !(prefix === 'adjusted' && key === 'starts'),
    kind: 'number',
    cell: (row) => {
      const tally = tallyOf(row)
      return tally === null ? '—' : cell(tally)
    },
  })
  return [
    column('count', lists.count, (tally) => tally.count),
    column('completion', lists.completion, (tally) => <PercentText ratio={tally.completion} />),
    column('plan', lists.yearPlan, (tally) => <MoneyText yuan={tally.yearPlan} />),
    column('done', lists.doneYear, (tally) => <MoneyText yuan={tally.done} />),
    column('starts', lists.starts, (tally) => shareText(tally.started, tally.toStart)),
    column('due', lists.startsDue, (tally) => shareText(tally.started, tally.dueToStart)),
    column('registered', lists.registered, (tally) => shareText(tally.registered, tally.count)),
  ]
}

/** Where two tallies stand side by side, these wait in the chooser of columns so that both completions are in sight. */
const HIDDEN_IN_GROUPS: ReadonlySet<string> = new Set(['starts', 'due', 'registered'])

function shareText(part: number, whole: number): string {
  return whole === 0 ? '—' : `${part} / ${whole}`
}
