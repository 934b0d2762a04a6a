import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import { type Dimension, DimensionBase, type Interval, type JudgedLight } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { isReadable, newInterval } from './draft.ts'
import { NumberLine } from './number-line.tsx'
import { SpanFields } from './span-fields.tsx'

/** One dimension of a draft: what the number is, its intervals, its streak, recovery and excuses, drawn as it is typed. */
export function DimensionEditor({
  dimension,
  onChange,
  onRemove,
}: {
  readonly dimension: Dimension
  readonly onChange: (next: Dimension) => void
  readonly onRemove?: () => void
}) {
  const words = useMessages(lightsMessages)
  const { intervals } = dimension
  const interval = (index: number, next: Interval | undefined): void =>
    onChange({
      ...dimension,
      intervals: intervals.flatMap((each, place) => (place !== index ? [each] : next ? [next] : [])),
    })
  return (
    <div className="lights-card">
      <div className="lights-row">
        <label className="k-filter">
          {words.key}
          <Input
            value={dimension.key}
            maxLength={40}
            style={{ width: 160 }}
            onChange={(event) => onChange({ ...dimension, key: event.target.value })}
          />
        </label>
        <label className="k-filter">
          {words.base}
          <Select
            style={{ width: 240 }}
            value={dimension.base}
            options={DimensionBase.options.map((base) => ({ value: base, label: words.bases[base] ?? base }))}
            onChange={(base) => onChange({ ...dimension, base })}
          />
        </label>
        {onRemove ? (
          <button type="button" className="k-button k-button-text" onClick={onRemove}>
            {words.remove}
          </button>
        ) : null}
      </div>
      {isReadable(dimension) ? <NumberLine dimension={dimension} /> : null}
      <div className="lights-rows" role="group" aria-label={words.intervalList}>
        {intervals.map((each, index) => (
          // Intervals have no name of their own; their place tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="lights-row" key={index}>
            <LightSelect value={each.light} onChange={(light) => interval(index, { ...each, light })} />
            <SpanFields span={each} onChange={(next) => interval(index, next)} />
            {intervals.length > 1 ? (
              <button type="button" className="k-button k-button-text" onClick={() => interval(index, undefined)}>
                {words.remove}
              </button>
            ) : null}
          </div>
        ))}
        <div>
          <button
            type="button"
            className="k-button"
            disabled={intervals.length >= 20}
            onClick={() => onChange({ ...dimension, intervals: [...intervals, newInterval(intervals)] })}
          >
            {words.addInterval}
          </button>
        </div>
      </div>
      <StreakEditor dimension={dimension} onChange={onChange} />
      <div className="lights-row">
        <label className="k-filter">
          {words.recoverAfter}
          <InputNumber<number>
            min={1}
            max={36}
            value={dimension.recoverAfter}
            onChange={(next) => onChange({ ...dimension, recoverAfter: next ?? 1 })}
          />
        </label>
        <label className="k-filter" title={words.excusesHint}>
          {words.excuses}
          <Select
            mode="multiple"
            style={{ minWidth: 280 }}
            placeholder={words.excusesHint}
            value={[...dimension.excuses]}
            options={Object.entries(words.excuseNames).map(([value, label]) => ({ value, label }))}
            onChange={(excuses: string[]) => onChange({ ...dimension, excuses })}
          />
        </label>
      </div>
    </div>
  )
}

function StreakEditor({
  dimension,
  onChange,
}: {
  readonly dimension: Dimension
  readonly onChange: (next: Dimension) => void
}) {
  const words = useMessages(lightsMessages)
  const { streak } = dimension
  return (
    <div className="lights-row">
      <Checkbox
        checked={streak !== null}
        onChange={(event) =>
          onChange({
            ...dimension,
            streak: event.target.checked ? { atLeast: 'yellow', times: 2, becomes: 'red' } : null,
          })
        }
      >
        {words.streakOn}
      </Checkbox>
      {streak ? (
        <>
          <InputNumber<number>
            aria-label={words.times}
            min={2}
            max={36}
            value={streak.times}
            onChange={(times) => onChange({ ...dimension, streak: { ...streak, times: times ?? 2 } })}
          />
          {words.times} {words.atLeast}
          <WarningSelect
            label={words.atLeast}
            value={streak.atLeast}
            onChange={(atLeast) => onChange({ ...dimension, streak: { ...streak, atLeast } })}
          />
          {words.orWorse} {words.becomes}
          <WarningSelect
            label={words.becomes}
            value={streak.becomes}
            onChange={(becomes) => onChange({ ...dimension, streak: { ...streak, becomes } })}
          />
        </>
      ) : null}
    </div>
  )
}

function WarningSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: 'yellow' | 'red'
  readonly onChange: (light: 'yellow' | 'red') => void
}) {
  const words = useMessages(lightsMessages)
  return (
    <Select
      aria-label={label}
      style={{ width: 96 }}
      value={value}
      options={(['yellow', 'red'] as const).map((light) => ({ value: light, label: words.lights[light] }))}
      onChange={onChange}
    />
  )
}

/** One light an interval or a table can give. */
export function LightSelect({
  value,
  onChange,
}: {
  readonly value: JudgedLight
  readonly onChange: (light: JudgedLight) => void
}) {
  const words = useMessages(lightsMessages)
  return (
    <Select
      aria-label={words.light}
      style={{ width: 96 }}
      value={value}
      options={(['green', 'yellow', 'red'] as const).map((light) => ({ value: light, label: words.lights[light] }))}
      onChange={onChange}
    />
  )
}
