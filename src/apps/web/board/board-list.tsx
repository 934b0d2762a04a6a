import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'
import type { ShownBoard } from './use-board.ts'

type OnBoard = ShownBoard['entrants'][number]

const SIGNS: Readonly<Record<OnBoard['stage'], string>> = {
  waiting: '○',
  called: '▸',
  speaking: '▶',
  questions: '▶',
  heard: '·',
  scoring: '✎',
  locked: '■',
  revealed: '✓',
}

/** All entrants in their order, group by group: where each stands, and its score once it was revealed. */
export function BoardList({ board }: { readonly board: ShownBoard }) {
  const { board: words } = useMessages(contestsMessages)
  return (
    <section className="bd-list" aria-label={words.entrants}>
      {board.groups.map(({ key, name }) => {
        const entrants = board.entrants.filter(({ groupKey }) => groupKey === key)
        return (
          <table key={key} className={entrants.length > 14 ? 'bd-table bd-table-tight' : 'bd-table'}>
            <caption className={board.groups.length > 1 ? undefined : 'k-hidden'}>{name}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.order}</th>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.stage}</th>
                <th scope="col" className="bd-figure">
                  {words.columns.score}
                </th>
                <th scope="col" className="bd-figure">
                  {words.columns.place}
                </th>
              </tr>
            </thead>
            <tbody>
              {entrants.map((each) => (
                <tr key={each.key} className={each.key === board.current ? 'bd-now' : undefined}>
                  <td>{each.order}</td>
                  <th scope="row">{each.name}</th>
                  <td className={`bd-is-${each.stage}`}>
                    <span aria-hidden="true">{SIGNS[each.stage]}</span> {words.stages[each.stage]}
                  </td>
                  <td className="bd-figure">{each.score ?? '—'}</td>
                  <td className="bd-figure">{each.place ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </section>
  )
}
