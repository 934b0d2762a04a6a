import { useCommand } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { revealPlaces } from '../contract.ts'
import type { DeskProps } from './use-desk.ts'
import { useWords } from './words.ts'

/** Shows the signed ranking on the board from the last place to the first, one by one or at once. */
export function RevealPart({ contest, desk }: DeskProps) {
  const { desk: words } = useWords()
  const reveal = useCommand(revealPlaces)
  const all = desk.entrants.length
  const groups = Math.max(1, contest.body.groups.length)
  const largest = Math.max(
    1,
    ...contest.body.groups.map(({ key }) => desk.entrants.filter(({ groupKey }) => groupKey === key).length),
  )
  const shown = Math.min(largest, Math.ceil(desk.revealedPlaces / groups))
  const left = largest - shown
  const show = (count: number): void =>
    reveal.mutate({ contestId: contest.id, expectedOrdinal: desk.ordinal, count: Math.max(1, count) })
  const isOver = desk.revealedPlaces >= all
  return (
    <Section title={words.reveal.title} note={words.reveal.note}>
      {reveal.error ? <RefusalNote refusal={reveal.error} /> : null}
      <div className="k-toolbar">
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={isOver || reveal.isPending}
          onClick={() => show(1)}
        >
          {words.reveal.next}
        </button>
        {left > 3 ? (
          <button type="button" className="k-button" disabled={reveal.isPending} onClick={() => show(left - 3)}>
            {words.reveal.three}
          </button>
        ) : null}
        <button type="button" className="k-button" disabled={isOver || reveal.isPending} onClick={() => show(left)}>
          {words.reveal.all}
        </button>
        <span className="k-quiet">{words.reveal.shown(desk.revealedPlaces, all)}</span>
      </div>
    </Section>
  )
}
