import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { ExcuseState, listExcuses } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import { ExcuseTable } from './excuse-table.tsx'

const STATE = { state: '' } as const

/** The register of excuses: open to everybody who sees the projects, decided by those who judge the lights. */
export default function ExcusesPage() {
  const { excuses: said } = useMessages(keyProjectsMessages)
  const [state, patch, reset] = useUrlState(STATE)
  const asked = ExcuseState.safeParse(state.state)
  const excuses = useOperation(listExcuses, asked.success ? { state: asked.data } : {}, { keepPrevious: true })
  return (
    <>
      <PageHeader title={said.pageTitle} note={said.note} />
      <FilterBar
        filters={[{ kind: 'choice', key: 'state', label: said.state, options: optionsOf(said.states) }]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={excuses}>
        {({ items }) => (items.length === 0 ? <Empty>{said.empty}</Empty> : <ExcuseTable items={items} withProject />)}
      </Answer>
    </>
  )
}
