import { Checkbox } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import type { Steps, Stretch } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { DecimalField } from './decimal-field.tsx'
import { MeasureFields, WithoutTargetChoice, type MethodFieldsProps } from './measure-fields.tsx'
import { Bounds } from './method-plain-fields.tsx'
import { unitOf } from './method-text.ts'
import { RowsField } from './rows-field.tsx'

/** A mark with its base, and what the way above and below it is worth, stretch by stretch. */
export function StepsFields({ method, figures, onChange }: MethodFieldsProps<Steps>) {
  const words = useMessages(assessmentMessages).methods
  const unit = unitOf(method.measure)
  return (
    <>
      <div className="as-row">
        <MeasureFields
          measure={method.measure}
          figures={figures}
          onChange={(measure) => onChange({ ...method, measure })}
        />
        <DecimalField
          label={words.mark}
          value={method.mark}
          unit={unit}
          onChange={(mark) => onChange({ ...method, mark: mark ?? '' })}
        />
        <DecimalField
          label={words.base}
          value={method.base}
          onChange={(base) => onChange({ ...method, base: base ?? '' })}
        />
        <DecimalField
          label={words.per}
          value={method.per}
          unit={unit}
          width={90}
          onChange={(per) => onChange({ ...method, per: per ?? '' })}
        />
        <Checkbox
          checked={method.wholeOnly}
          onChange={(event) => onChange({ ...method, wholeOnly: event.target.checked })}
        >
          {words.wholeOnly}
        </Checkbox>
      </div>
      <div className="as-sides">
        <Stretches
          title={words.above}
          stretches={method.above}
          unit={unit}
          onChange={(above) => onChange({ ...method, above })}
        />
        <Stretches
          title={words.below}
          stretches={method.below}
          unit={unit}
          onChange={(below) => onChange({ ...method, below })}
        />
      </div>
      <div className="as-row">
        <Bounds method={method} onChange={onChange} />
        <WithoutTargetChoice method={method} onChange={onChange} />
      </div>
    </>
  )
}

function Stretches({
  title,
  stretches,
  unit,
  onChange,
}: {
  readonly title: string
  readonly stretches: readonly Stretch[]
  readonly unit: string
  readonly onChange: (stretches: Stretch[]) => void
}) {
  const words = useMessages(assessmentMessages).methods
  return (
    <RowsField
      title={title}
      rows={stretches}
      addLabel={words.addStretch}
      removeLabel={words.remove}
      most={10}
      least={0}
      fresh={() => ({ through: null, each: '0' })}
      onChange={onChange}
      renderRow={(value, change) => (
        <>
          <DecimalField
            label={words.through}
            value={value.through}
            unit={unit}
            hint={words.toEnd}
            onChange={(through) => change({ ...value, through })}
          />
          <DecimalField
            label={words.each}
            value={value.each}
            width={90}
            onChange={(each) => change({ ...value, each: each ?? '' })}
          />
        </>
      )}
    />
  )
}
