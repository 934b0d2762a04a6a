import { Mark } from '../../../ui/kit/marks.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SimilarItem } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import { StateMark } from './item-marks.tsx'

/** Items much like another, the most similar first; `openWord` is the press that goes to one instead of reporting again. */
export function SimilarList({
  items,
  openWord,
}: {
  readonly items: readonly SimilarItem[]
  readonly openWord?: string
}) {
  const { similar, marks } = useItemWords()
  return (
    <ul className="ob-similar">
      {items.map((item) => (
        <li key={item.id}>
          <div>
            <AppLink to={`/obstacles/${item.id}`} {...(openWord ? { target: '_blank' } : {})}>
              {item.number ?? marks.noNumber} {item.title}
            </AppLink>{' '}
            <StateMark state={item.state} /> {item.isSystemic ? <Mark tone="notice">{similar.systemic}</Mark> : null}
          </div>
          <div className="k-quiet">
            {similar.likeness(Math.round(item.similarity * 100))}
            {item.sameSubject ? ` · ${similar.sameSubject}` : ''}
            {item.sameClass ? ` · ${similar.sameClass}` : ''}
            {item.subjectTitle ? ` · ${item.subjectTitle}` : ''} · {item.unitName}
          </div>
          {openWord ? (
            <AppLink to={`/obstacles/${item.id}`} className="k-button">
              {openWord}
            </AppLink>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
