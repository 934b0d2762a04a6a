import { useOperation } from '../../../ui/api.ts'
import { HistoryList } from '../../../ui/kit/history-list.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { listPlanHistory } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

const CHANGES_SHOWN = 12

/** What was done to a plan, the latest first. */
export function HistoryPart({ projectId }: { readonly projectId: string }) {
  const words = useMessages(schedulesMessages)
  const history = useOperation(listPlanHistory, { projectId })
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const names = new Map(units.data?.items.map((unit) => [unit.id, unit.name]))
  const textOf = (value: unknown): string | null => {
    if (value === null || value === undefined || value === '') return null
    if (typeof value === 'string') return names.get(value) ?? value
    return typeof value === 'number' ? String(value) : JSON.stringify(value)
  }
  return (
    <Section title={words.history.title}>
      <Answer of={history}>
        {({ items }) => (
          <HistoryList
            entries={items.map((each) => ({
              id: each.id,
              at: each.at,
              who: each.actorName,
              ...(each.onBehalfOf ? { onBehalfOf: each.onBehalfOf } : {}),
              what:
                each.changes.length > CHANGES_SHOWN
                  ? `${words.history.topics[each.topic] ?? each.topic} · ${words.history.more(each.changes.length)}`
                  : (words.history.topics[each.topic] ?? each.topic),
              ...(each.reason ? { reason: each.reason } : {}),
              changes: each.changes.slice(0, CHANGES_SHOWN).map(({ nodeName, field, before, after }) => ({
                label: [nodeName, words.history.fields[field] ?? field].filter(Boolean).join(' · '),
                before: textOf(before),
                after: textOf(after),
              })),
            }))}
          />
        )}
      </Answer>
    </Section>
  )
}
