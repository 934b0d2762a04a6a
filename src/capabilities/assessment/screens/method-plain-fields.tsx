import { useMessages } from '../../../ui/language.tsx'
import type { Additive, AllOrNothing, Proportional, StepTable, Weighted } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'
import { DecimalField } from './decimal-field.tsx'
import { FigureChoice, MeasureFields, WithoutTargetChoice, type MethodFieldsProps } from './measure-fields.tsx'
import { unitOf } from './method-text.ts'
import { RowsField } from './rows-field.tsx'

/** Ratios, their shares, the cap, and what a unit without a target gets. */
export function ProportionalFields({ method, figures, onChange }: MethodFieldsProps<Proportional>) {
  const words = useMessages(assessmentMessages).methods
  const [first, second] = figures
  const term = { actual: first?.key ?? 'done', target: second?.key ?? first?.key ?? 'plan', share: '1' }
  return (
    <>
      <RowsField
        title={words.terms.title}
        rows={method.terms}
        addLabel={words.terms.add}
        removeLabel={words.remove}
        most={10}
        fresh={() => term}
        onChange={(terms) => onChange({ ...method, terms })}
        renderRow={(value, change) => (
          <>
            <FigureChoice
              label={words.terms.actual}
              value={value.actual}
              figures={figures}
              onChange={(actual) => change({ ...value, actual })}
            />
            <FigureChoice
              label={words.terms.target}
              value={value.target}
              figures={figures}
              onChange={(target) => change({ ...value, target })}
            />
            <DecimalField
              label={words.terms.share}
              value={value.share}
              width={80}
              onChange={(share) => change({ ...value, share: share ?? '' })}
            />
          </>
        )}
      />
      <div className="as-row">
        <DecimalField
          label={words.cap}
          value={method.cap}
          hint={words.noCap}
          width={160}
          onChange={(cap) => onChange({ ...method, cap })}
        />
        <ChoiceOf
          label={words.withoutTarget.label}
          value={method.withoutTarget}
          width={220}
          options={(['left_out', 'full', 'none'] as const).map((value) => ({
            value,
            label: words.withoutTarget[value],
          }))}
          onChange={(withoutTarget) => onChange({ ...method, withoutTarget })}
        />
      </div>
    </>
  )
}

/** Lines of counts with what each is worth. */
export function AdditiveFields({ method, figures, onChange }: MethodFieldsProps<Additive>) {
  const words = useMessages(assessmentMessages).methods
  return (
    <>
      <RowsField
        title={words.lines.title}
        rows={method.lines}
        addLabel={words.lines.add}
        removeLabel={words.remove}
        most={30}
        fresh={() => ({ of: figures[0]?.key ?? 'done', each: '1', most: null })}
        onChange={(lines) => onChange({ ...method, lines })}
        renderRow={(value, change) => (
          <>
            <FigureChoice
              label={words.lines.of}
              value={value.of}
              figures={figures}
              onChange={(of) => change({ ...value, of })}
            />
            <DecimalField
              label={words.lines.each}
              value={value.each}
              onChange={(each) => change({ ...value, each: each ?? '' })}
            />
            <DecimalField
              label={words.lines.most}
              value={value.most}
              hint={words.noBound}
              onChange={(most) => change({ ...value, most })}
            />
          </>
        )}
      />
      <div className="as-row">
        <DecimalField
          label={words.lines.base}
          value={method.base}
          onChange={(base) => onChange({ ...method, base: base ?? '' })}
        />
        <Bounds method={method} onChange={onChange} />
      </div>
    </>
  )
}

/** The least and the most a method gives. */
export function Bounds<M extends { readonly least: string | null; readonly most: string | null }>({
  method,
  onChange,
}: {
  readonly method: M
  readonly onChange: (method: M) => void
}) {
  const words = useMessages(assessmentMessages).methods
  return (
    <>
      <DecimalField
        label={words.least}
        value={method.least}
        hint={words.noBound}
        onChange={(least) => onChange({ ...method, least })}
      />
      <DecimalField
        label={words.most}
        value={method.most}
        hint={words.noBound}
        onChange={(most) => onChange({ ...method, most })}
      />
    </>
  )
}

/** Steps with their points. */
export function StepTableFields({ method, figures, onChange }: MethodFieldsProps<StepTable>) {
  const words = useMessages(assessmentMessages).methods
  return (
    <>
      <div className="as-row">
        <MeasureFields
          measure={method.measure}
          figures={figures}
          onChange={(measure) => onChange({ ...method, measure })}
        />
        <WithoutTargetChoice method={method} onChange={onChange} />
      </div>
      <RowsField
        title={words.steps.title}
        rows={method.steps}
        addLabel={words.steps.add}
        removeLabel={words.remove}
        fresh={() => ({ from: '0', points: '0' })}
        onChange={(steps) => onChange({ ...method, steps })}
        renderRow={(value, change) => (
          <>
            <DecimalField
              label={words.steps.from}
              value={value.from}
              unit={unitOf(method.measure)}
              onChange={(from) => change({ ...value, from: from ?? '' })}
            />
            <DecimalField
              label={words.steps.points}
              value={value.points}
              onChange={(points) => change({ ...value, points: points ?? '' })}
            />
          </>
        )}
      />
    </>
  )
}

/** Conditions that must all hold. */
export function ConditionFields({ method, figures, onChange }: MethodFieldsProps<AllOrNothing>) {
  const words = useMessages(assessmentMessages).methods
  return (
    <RowsField
      title={words.conditions.title}
      rows={method.conditions}
      addLabel={words.conditions.add}
      removeLabel={words.remove}
      most={5}
      fresh={() => ({
        measure: { kind: 'figure' as const, of: figures[0]?.key ?? 'done' },
        is: 'at_least' as const,
        value: '100',
      })}
      onChange={(conditions) => onChange({ ...method, conditions })}
      renderRow={(value, change) => (
        <>
          <MeasureFields
            measure={value.measure}
            figures={figures}
            onChange={(measure) => change({ ...value, measure })}
          />
          <ChoiceOf
            label={words.conditions.is}
            value={value.is}
            width={100}
            options={(['at_least', 'above'] as const).map((is) => ({ value: is, label: words.conditions[is] }))}
            onChange={(is) => change({ ...value, is })}
          />
          <DecimalField
            label={words.conditions.value}
            value={value.value}
            unit={unitOf(value.measure)}
            onChange={(typed) => change({ ...value, value: typed ?? '' })}
          />
        </>
      )}
    />
  )
}

/** Scores with their weights. */
export function WeightedFields({ method, figures, onChange }: MethodFieldsProps<Weighted>) {
  const words = useMessages(assessmentMessages).methods
  return (
    <RowsField
      title={words.parts.title}
      rows={method.parts}
      addLabel={words.parts.add}
      removeLabel={words.remove}
      fresh={() => ({ of: figures[0]?.key ?? 'score', share: '1' })}
      onChange={(parts) => onChange({ ...method, parts })}
      renderRow={(value, change) => (
        <>
          <FigureChoice
            label={words.parts.of}
            value={value.of}
            figures={figures}
            onChange={(of) => change({ ...value, of })}
          />
          <DecimalField
            label={words.parts.share}
            value={value.share}
            onChange={(share) => change({ ...value, share: share ?? '' })}
          />
        </>
      )}
    />
  )
}
