import { useOperation } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { showObstacleEffects } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

/** Open obstacles on the nodes of a plan and what they do to its finish; nothing where there are none. */
export function ObstaclesPart({ projectId }: { readonly projectId: string }) {
  const words = useMessages(schedulesMessages).obstacles
  const shown = useOperation(showObstacleEffects, { projectId })
  if (shown.error) return <RefusalNote refusal={shown.error} />
  if (!shown.data || shown.data.items.length === 0) return null
  const { items, finishOn, finishOnWith, days, marginWith } = shown.data
  return (
    <Section title={words.title} note={words.count(items.length)}>
      <p>
        <b className={days > 0 ? 'k-error' : undefined}>
          {days > 0 ? '▲ ' : '✓ '}
          {words.together(days)}
        </b>{' '}
        <span className="k-quiet">
          {words.finish} <DayText day={finishOn} /> → <DayText day={finishOnWith} />
          {marginWith === null ? '' : ` · ${words.margin(marginWith)}`}
        </span>
      </p>
      <div className="k-table-scroll schedules-obstacles" role="region" aria-label={words.title} tabIndex={0}>
        <table className="k-table" aria-label={words.title}>
          <thead>
            <tr>
              {[words.node, words.obstacle, words.unit, words.through, words.effect].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item, at) => (
              <tr key={item.itemId ?? `${item.nodeId} ${at}`}>
                <th scope="row">{item.nodeName}</th>
                <td>
                  {item.itemId === null ? (
                    <span className="k-quiet">{words.notYours}</span>
                  ) : (
                    <AppLink to={`/obstacles/${item.itemId}`}>
                      {[item.number, item.title].filter(Boolean).join(' ')}
                    </AppLink>
                  )}
                </td>
                <td>{item.unitName ?? '—'}</td>
                <td>
                  <DayText day={item.inTheWayThrough} />
                </td>
                <td>{words.days(item.days)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
