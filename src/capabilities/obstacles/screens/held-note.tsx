import { Form } from 'antd'
import { useOperation } from '../../../ui/api.ts'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { findHeld } from '../../notices/contract.ts'
import type { ItemBody } from '../contract.ts'
import { useItemWords } from './choices.tsx'

const HELD_MS = 60_000

/** What units were asked for already about the subject being written of, so that nobody asks again for what is there. */
export function HeldAboutSubject() {
  const subject = Form.useWatch<ItemBody['subject'] | undefined>(['body', 'subject'])
  return subject ? <HeldNote asked={{ subjectKind: subject.kind, subjectId: subject.id }} /> : null
}

/** Whether the unit an item is about to be given to was asked for as much as its yearly limits allow. */
export function HeldOfUnit() {
  const unitId = Form.useWatch<string | undefined>(['assignment', 'leadUnitId'])
  return unitId ? <HeldNote asked={{ unitId }} /> : null
}

function HeldNote({
  asked,
}: {
  readonly asked: { readonly subjectKind?: string; readonly subjectId?: string; readonly unitId?: string }
}) {
  const { held } = useItemWords()
  const maySee = useMay('notices.load')
  const found = useOperation(findHeld, asked, { enabled: maySee, keepPrevious: true, staleMs: HELD_MS })
  const { items = [], over = [] } = found.data ?? {}
  if (items.length === 0 && over.length === 0) return null
  return (
    <section className="ob-note k-form-wide" aria-label={held.title}>
      <b>{held.title}</b>
      <ul>
        {over.map(({ kind, asked: count, limit, source }) => (
          <li key={kind}>
            {held.over(held.kinds[kind], count, limit ?? 0)} <small className="k-quiet">{source}</small>
          </li>
        ))}
        {items.map(({ kind, title, period, unitName, isHeld, path }) => (
          <li key={path}>
            {held.kinds[kind]} · <AppLink to={path}>{[title, period].filter(Boolean).join(' · ')}</AppLink>{' '}
            <span className="k-quiet">
              {unitName} · {isHeld ? held.yes : held.no}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
