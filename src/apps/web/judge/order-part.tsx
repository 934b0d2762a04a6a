import { useMessages } from '../../../ui/language.tsx'
import { groupsOf, moved } from './ballot.ts'
import type { PaperProps } from './paper-props.ts'
import { judgeMessages } from './messages/index.ts'

/** Every entrant of a group in its place: tapped from the first to the last, then moved up and down. */
export function OrderPart({ seat, entrants, draft, onChange }: PaperProps) {
  const words = useMessages(judgeMessages)
  const setOrder = (order: readonly string[]): void => onChange({ ...draft, order })
  return (
    <>
      <p className="jp-quiet">{words.orderHint}</p>
      {Object.entries(groupsOf(entrants)).map(([groupKey, group]) => {
        const placed = draft.order.flatMap((key) => group.find((each) => each.key === key) ?? [])
        const rest = group.filter(({ key }) => !draft.order.includes(key))
        return (
          <div key={groupKey} className="jp-group">
            {seat.groups.length > 1 ? <h2>{seat.groups.find(({ key }) => key === groupKey)?.name}</h2> : null}
            <ol className="jp-placed">
              {placed.map(({ key, name }, index) => (
                <li key={key}>
                  <b>{words.place(index + 1)}</b>
                  <span>{name}</span>
                  <button
                    type="button"
                    className="jp-step"
                    aria-label={words.up(name)}
                    disabled={index === 0}
                    onClick={() => setOrder(moved(draft.order, group, key, -1))}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="jp-step"
                    aria-label={words.down(name)}
                    disabled={index === placed.length - 1}
                    onClick={() => setOrder(moved(draft.order, group, key, 1))}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    className="jp-step"
                    aria-label={words.takeOut(name)}
                    onClick={() => setOrder(draft.order.filter((each) => each !== key))}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ol>
            {rest.length > 0 ? (
              <div className="jp-unplaced">
                <h3>{words.unplaced}</h3>
                {rest.map(({ key, name }) => (
                  <button key={key} type="button" className="jp-button" onClick={() => setOrder([...draft.order, key])}>
                    {name}
                  </button>
                ))}
              </div>
            ) : null}
          </div>
        )
      })}
    </>
  )
}
