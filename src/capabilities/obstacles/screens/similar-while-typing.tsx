import { Form, type FormInstance } from 'antd'
import { useEffect, useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { findSimilarItems, type ItemBody } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import type { Reported } from './report-draft.ts'
import { SimilarList } from './similar-list.tsx'

const PAUSE_MS = 400
const LEAST = 4

/** Items much like the one being typed, asked for after a short pause; nothing is shown where there is none. */
export function SimilarWhileTyping({
  form,
  exceptId,
}: {
  readonly form: FormInstance<Reported>
  readonly exceptId: string | undefined
}) {
  const { similar } = useItemWords()
  const body = Form.useWatch<Partial<ItemBody> | undefined>('body', form)
  const asked = useSettled(
    JSON.stringify({
      title: body?.title?.trim() ?? '',
      text: (body?.text ?? '').trim().slice(0, 1000),
      ...(body?.class ? { class: body.class } : {}),
      ...(body?.subject ? { subjectKind: body.subject.kind, subjectId: body.subject.id } : {}),
      ...(exceptId ? { exceptId } : {}),
    }),
  )
  const input = JSON.parse(asked) as { readonly title: string; readonly text: string }
  const isEnough = input.title.length >= LEAST
  const found = useOperation(findSimilarItems, input, { enabled: isEnough, keepPrevious: true })
  const items = isEnough ? (found.data?.items ?? []) : []
  return (
    <div className="k-form-wide" aria-live="polite">
      {items.length > 0 ? (
        <section className="ob-note" aria-label={similar.title}>
          <b>{similar.title}</b>
          <p className="k-quiet">{similar.note}</p>
          <SimilarList items={items} openWord={similar.open} />
        </section>
      ) : null}
    </div>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(waiting)
  }, [text])
  return settled
}
