import { Checkbox, Input } from 'antd'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { Level, SchemeCriterion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { DecimalField } from './decimal-field.tsx'
import { FiguresEditor } from './figures-editor.tsx'
import { useUnitOptions } from './groups-editor.tsx'
import { MethodDrawing } from './method-drawing.tsx'
import { MethodEditor } from './method-editor.tsx'
import { methodText } from './method-text.ts'
import { PERIODS_OF } from './scheme-draft.ts'

/** One criterion of a draft: points, who answers for it, its figures and where they come from, how it is scored, drawn and said. */
export function CriterionEditor({
  year,
  level,
  value,
  others,

  onChange,
  onCopy,
  onRaise,
}: {
  readonly year: number
  readonly level: Level
  readonly value: SchemeCriterion
  readonly others: readonly SchemeCriterion[]
  readonly onChange: (criterion: SchemeCriterion | undefined) => void
  readonly onCopy: () => void
  readonly onRaise?: () => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const units = useUnitOptions()
  const nameOf = (key: string): string => value.figures.find((each) => each.key === key)?.name || '—'
  return (
    <div className="as-criterion">
      <div className="as-row">
        <label className="k-filter as-wide">
          {own.criterionName}
          <Input
            value={value.name}
            maxLength={100}
            onChange={(event) => onChange({ ...value, name: event.target.value })}
          />
        </label>
        <DecimalField
          label={own.points}
          value={value.points}
          width={80}
          onChange={(points) => onChange({ ...value, points: points ?? '' })}
        />
        <label className="k-filter as-source">
          {own.source}
          <ChoiceField
            aria-label={own.source}
            value={value.sourceUnitId}
            options={units}
            hint={own.sourceHint}
            onChange={(sourceUnitId) => onChange({ ...value, sourceUnitId })}
          />
        </label>
      </div>
      <div className="as-row">
        <Checkbox
          checked={value.isExpected}
          onChange={(event) => onChange({ ...value, isExpected: event.target.checked })}
        >
          {own.isExpected}
        </Checkbox>
        <span className="as-end k-toolbar">
          {onRaise ? (
            <button type="button" className="k-button k-button-text" onClick={onRaise}>
              {own.raise}
            </button>
          ) : null}
          <button type="button" className="k-button k-button-text" onClick={onCopy}>
            {own.copy}
          </button>
          <button type="button" className="k-button k-button-text" onClick={() => onChange(undefined)}>
            {own.removeCriterion}
          </button>
        </span>
      </div>
      <FiguresEditor
        year={year}
        level={level}
        figures={value.figures}
        others={others}
        onChange={(figures) => onChange({ ...value, figures })}
      />
      <h4>{words.methods.kind}</h4>
      <div className="as-method-box">
        <MethodEditor
          method={value.method}
          points={value.points}
          figures={value.figures}
          onChange={(method) => onChange({ ...value, method })}
        />
        <MethodDrawing key={value.method.kind} name={value.name} method={value.method} points={value.points} />
      </div>
      <p className="as-said">
        <b>{own.saysSo}</b> {methodText(value.method, value.points, nameOf, words.methods)}
      </p>
      <Seasons level={level} value={value} onChange={onChange} />
    </div>
  )
}

/** Points by the period of the year, where they are not the same all year round. */
function Seasons({
  level,
  value,
  onChange,
}: {
  readonly level: Level
  readonly value: SchemeCriterion
  readonly onChange: (criterion: SchemeCriterion) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const count = PERIODS_OF[level]
  if (count === 0) return null
  const has = value.seasons.length > 0
  return (
    <>
      <Checkbox
        checked={has}
        onChange={(event) =>
          onChange({
            ...value,
            seasons: event.target.checked ? [{ at: 1, points: value.points }] : [],
          })
        }
      >
        {own.seasons}
      </Checkbox>
      {has ? (
        <div className="as-row as-seasons">
          {Array.from({ length: count }, (_, index) => index + 1).map((at) => (
            <DecimalField
              key={at}
              label={own.periodAt[level](at)}
              width={68}
              hint={value.points}
              value={value.seasons.find((each) => each.at === at)?.points ?? null}
              onChange={(points) => {
                const rest = value.seasons.filter((each) => each.at !== at)
                const seasons = points === null ? rest : [...rest, { at, points }]
                onChange({ ...value, seasons: seasons.toSorted((one, other) => one.at - other.at) })
              }}
            />
          ))}
        </div>
      ) : null}
    </>
  )
}
