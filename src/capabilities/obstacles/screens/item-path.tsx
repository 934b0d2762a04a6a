import { Mark } from '../../../ui/kit/marks.tsx'
import type { Item, ItemState } from '../contract.ts'
import { useItemWords } from './choices.tsx'

/** The way of an item from its report to its closing. */
const PATH = ['reported', 'verified', 'assigned', 'signed', 'in_hand', 'answered', 'agreed', 'closed'] as const

/** The step of the way a state stands on; states beside the way keep the step they were left at. */
function stepOf({ state, assignedAt, answeredAt, tiers }: Item): number {
  if (state === 'proposer_agreed' || state === 'assigner_agreed') return PATH.indexOf('answered')
  const step = (PATH as readonly ItemState[]).indexOf(state)
  if (step >= 0 || state === 'draft') return step
  if (state === 'given_back') return PATH.indexOf('reported')
  if (answeredAt !== null) return PATH.indexOf('answered')
  if (tiers.length > 0) return PATH.indexOf('signed')
  return PATH.indexOf(assignedAt === null ? 'verified' : 'assigned')
}

const ON_THE_WAY: ReadonlySet<ItemState> = new Set<ItemState>(['draft', 'proposer_agreed', 'assigner_agreed', ...PATH])

/** Where an item stands on its way; where it has left the way, that state is named beside it. */
export function ItemPath({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const current = stepOf(item)
  const isBeside = !ON_THE_WAY.has(item.state)
  return (
    <>
      <ol className="ob-path" aria-label={words.page.path}>
        {PATH.map((state, index) => {
          const place = index < current ? 'done' : index === current ? 'current' : 'ahead'
          return (
            <li key={state} data-state={place} aria-current={place === 'current' ? 'step' : undefined}>
              <span aria-hidden="true">{place === 'done' ? '✓' : place === 'ahead' ? '○' : isBeside ? '‖' : '●'}</span>
              {words.states[state]}
              <span className="k-hidden"> {words.page[place]}</span>
            </li>
          )
        })}
      </ol>
      {isBeside || item.state === 'proposer_agreed' || item.state === 'assigner_agreed' ? (
        <p>
          <Mark tone="warn">{words.states[item.state]}</Mark>
        </p>
      ) : null}
    </>
  )
}
