import { Checkbox, Input } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import type { Span } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { endOf } from './draft.ts'

/** The two ends of a stretch of the number line, each a number or no limit, each inside or outside. */
export function SpanFields<S extends Span>({
  span,
  onChange,
}: {
  readonly span: S
  readonly onChange: (next: S) => void
}) {
  const words = useMessages(lightsMessages)
  return (
    <>
      <Input
        aria-label={words.from}
        placeholder={words.noLimit}
        style={{ width: 96 }}
        value={span.from ?? ''}
        onChange={(event) => {
          const from = endOf(event.target.value)
          onChange({ ...span, from, fromClosed: from !== null && (span.from === null || span.fromClosed) })
        }}
      />
      <Checkbox
        checked={span.fromClosed}
        disabled={span.from === null}
        onChange={(event) => onChange({ ...span, fromClosed: event.target.checked })}
      >
        {words.fromClosed}
      </Checkbox>
      <span aria-hidden="true">—</span>
      <Input
        aria-label={words.until}
        placeholder={words.noLimit}
        style={{ width: 96 }}
        value={span.to ?? ''}
        onChange={(event) => {
          const to = endOf(event.target.value)
          onChange({ ...span, to, toClosed: to !== null && span.toClosed })
        }}
      />
      <Checkbox
        checked={span.toClosed}
        disabled={span.to === null}
        onChange={(event) => onChange({ ...span, toClosed: event.target.checked })}
      >
        {words.toClosed}
      </Checkbox>
    </>
  )
}
