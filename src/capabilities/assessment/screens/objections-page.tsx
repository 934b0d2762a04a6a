import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { ObjectionState } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { optionsOf } from './choice-of.tsx'
import { AllObjections } from './objection-list.tsx'
import './assessment.css'

const STATE = { state: '' } as const

/** Objections of every round the reader may see, the next due first. */
export default function ObjectionsPage() {
  const { objections: own } = useMessages(assessmentMessages).screens
  const [state, patch, reset] = useUrlState(STATE)
  const chosen = ObjectionState.safeParse(state.state)
  return (
    <>
      <PageHeader title={own.title} note={own.note} />
      <FilterBar
        filters={[{ kind: 'choice', key: 'state', label: own.state, options: optionsOf(own.states) }]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <AllObjections state={chosen.success ? chosen.data : undefined} />
    </>
  )
}
