import { useOperation } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { type ItemEvent, listItemHistory } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import { FileList } from './item-parts.tsx'

/** Everything that happened to an item, the newest first: who, by which right, when, what was said and what came with it. */
export function ItemHistory({ itemId }: { readonly itemId: string }) {
  const words = useItemWords()
  const history = useOperation(listItemHistory, { itemId })
  return (
    <Section title={words.page.history} note={words.page.historyNote}>
      <Answer of={history}>
        {({ items }) => (
          <ol className="k-history">
            {items.toReversed().map((event) => (
              <li key={event.id}>
                <Event itemId={itemId} event={event} />
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Section>
  )
}

function Event({ itemId, event }: { readonly itemId: string; readonly event: ItemEvent }) {
  const words = useItemWords()
  const { page } = words
  const who = event.onBehalfOf ? page.onBehalf(event.personName, event.onBehalfOf) : event.personName
  return (
    <>
      <div>
        <b>{words.events[event.kind]}</b>{' '}
        {event.from === event.to ? null : <span>{page.moved(words.states[event.from], words.states[event.to])} </span>}
        <span className="k-quiet">
          {[words.actors[event.actor], event.unit?.name, event.postTitle, event.actor === 'system' ? '' : who]
            .filter(Boolean)
            .join(' · ')}{' '}
          · <InstantText at={event.at} />
        </span>
      </div>
      {event.text ? <p className="ob-text">{event.text}</p> : null}
      <FileList itemId={itemId} files={event.files} />
    </>
  )
}
