import { InputNumber } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import type { Proportional, RankPoints, Relative } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'
import { DecimalField } from './decimal-field.tsx'
import { MeasureFields, type NamedFigure, WithoutTargetChoice, type MethodFieldsProps } from './measure-fields.tsx'
import { RowsField } from './rows-field.tsx'

/** Comparison inside the group by distance or by ratio. */
export function RelativeFields({ method, figures, onChange }: MethodFieldsProps<Relative>) {
  const words = useMessages(assessmentMessages).methods
  return (
    <div className="as-row">
      <MeasureFields
        measure={method.measure}
        figures={figures}
        onChange={(measure) => onChange({ ...method, measure })}
      />
      <Better value={method.better} onChange={(better) => onChange({ ...method, better })} />
      <DecimalField
        label={words.floor}
        value={method.floor}
        unit="%"
        width={150}
        onChange={(floor) => onChange({ ...method, floor: floor ?? '' })}
      />
      <DecimalField
        label={words.ceiling}
        value={method.ceiling}
        unit="%"
        onChange={(ceiling) => onChange({ ...method, ceiling: ceiling ?? '' })}
      />
      <Alone value={method.alone} figures={figures} onChange={(alone) => onChange({ ...method, alone })} />
      <WithoutTargetChoice method={method} onChange={onChange} />
    </div>
  )
}

/** Points of a place, by a table or falling place by place. */
export function RankFields({ method, figures, onChange }: MethodFieldsProps<RankPoints>) {
  const words = useMessages(assessmentMessages).methods
  const { by } = method
  return (
    <>
      <div className="as-row">
        <MeasureFields
          measure={method.measure}
          figures={figures}
          onChange={(measure) => onChange({ ...method, measure })}
        />
        <Better value={method.better} onChange={(better) => onChange({ ...method, better })} />
        <ChoiceOf
          label={words.rankBy.label}
          value={by.kind}
          width={150}
          options={(['step', 'table'] as const).map((value) => ({ value, label: words.rankBy[value] }))}
          onChange={(kind) =>
            onChange({
              ...method,
              by:
                kind === 'step'
                  ? { kind, first: '10', step: '1', least: '0' }
                  : { kind, places: [{ through: 3, points: '10' }] },
            })
          }
        />
        <Alone value={method.alone} figures={figures} onChange={(alone) => onChange({ ...method, alone })} />
        <WithoutTargetChoice method={method} onChange={onChange} />
      </div>
      {by.kind === 'step' ? (
        <div className="as-row">
          <DecimalField
            label={words.first}
            value={by.first}
            onChange={(first) => onChange({ ...method, by: { ...by, first: first ?? '' } })}
          />
          <DecimalField
            label={words.step}
            value={by.step}
            onChange={(step) => onChange({ ...method, by: { ...by, step: step ?? '' } })}
          />
          <DecimalField
            label={words.least}
            value={by.least}
            onChange={(least) => onChange({ ...method, by: { ...by, least: least ?? '' } })}
          />
        </div>
      ) : (
        <RowsField
          title={words.places.title}
          rows={by.places}
          addLabel={words.places.add}
          removeLabel={words.remove}
          most={30}
          fresh={() => ({ through: (by.places.at(-1)?.through ?? 0) + 3, points: '0' })}
          onChange={(places) => onChange({ ...method, by: { ...by, places } })}
          renderRow={(value, change) => (
            <>
              <label className="k-filter">
                {words.places.through}
                <InputNumber<number>
                  min={1}
                  max={200}
                  value={value.through}
                  onChange={(through) => change({ ...value, through: through ?? 1 })}
                />
              </label>
              <DecimalField
                label={words.places.points}
                value={value.points}
                onChange={(points) => change({ ...value, points: points ?? '' })}
              />
            </>
          )}
        />
      )}
    </>
  )
}

function Better({
  value,
  onChange,
}: {
  readonly value: 'higher' | 'lower'
  readonly onChange: (value: 'higher' | 'lower') => void
}) {
  const { better } = useMessages(assessmentMessages).methods
  return (
    <ChoiceOf
      label={better.label}
      value={value}
      width={120}
      options={(['higher', 'lower'] as const).map((each) => ({ value: each, label: better[each] }))}
      onChange={onChange}
    />
  )
}

/** How a unit without anybody to compare with is scored. */
function Alone({
  value,
  figures,
  onChange,
}: {
  readonly value: Proportional | null
  readonly figures: readonly NamedFigure[]
  readonly onChange: (value: Proportional | null) => void
}) {
  const words = useMessages(assessmentMessages).methods
  const [first, second] = figures
  const ratio: Proportional = {
    kind: 'proportional',
    terms: [{ actual: first?.key ?? 'done', target: second?.key ?? first?.key ?? 'plan', share: '1' }],
    cap: '1',
    withoutTarget: 'none',
  }
  return (
    <ChoiceOf
      label={words.alone}
      value={value === null ? 'full' : 'proportional'}
      options={[
        { value: 'full', label: words.aloneFull },
        { value: 'proportional', label: words.aloneProportional },
      ]}
      onChange={(kind) => onChange(kind === 'full' ? null : (value ?? ratio))}
    />
  )
}
