import { useMessages } from '../../../ui/language.tsx'
import type { Measure, Method, Proportional } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'

/** A figure of a criterion as the editor offers it. */
export interface NamedFigure {
  readonly key: string
  readonly name: string
}

/** Props of the fields of one way of scoring. */
export interface MethodFieldsProps<M extends Method> {
  readonly method: M
  readonly figures: readonly NamedFigure[]
  readonly onChange: (method: M) => void
}

/** One figure of the criterion. */
export function FigureChoice({
  label,
  value,
  figures,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly figures: readonly NamedFigure[]
  readonly onChange: (key: string) => void
}) {
  const known = figures.some(({ key }) => key === value)
  const options = figures.map(({ key, name }) => ({ value: key, label: name || key }))
  return (
    <ChoiceOf
      label={label}
      value={value}
      options={known ? options : [...options, { value, label: '—' }]}
      onChange={onChange}
    />
  )
}

/** What a method looks at: one figure, its share of another, or what it has above another. */
export function MeasureFields({
  measure,
  figures,
  onChange,
}: {
  readonly measure: Measure
  readonly figures: readonly NamedFigure[]
  readonly onChange: (measure: Measure) => void
}) {
  const { measure: words } = useMessages(assessmentMessages).methods
  const other =
    measure.kind === 'figure' ? (figures.find(({ key }) => key !== measure.of)?.key ?? measure.of) : measure.over
  return (
    <>
      <FigureChoice
        label={words.of}
        value={measure.of}
        figures={figures}
        onChange={(of) => onChange({ ...measure, of })}
      />
      <ChoiceOf
        label={words.label}
        value={measure.kind}
        width={150}
        options={(['percent', 'figure', 'excess'] as const).map((value) => ({ value, label: words[value] }))}
        onChange={(kind) =>
          onChange(kind === 'figure' ? { kind, of: measure.of } : { kind, of: measure.of, over: other })
        }
      />
      {measure.kind === 'figure' ? null : (
        <FigureChoice
          label={words.over}
          value={measure.over}
          figures={figures}
          onChange={(over) => onChange({ ...measure, over })}
        />
      )}
    </>
  )
}

/** The methods that look at one measure, which may be a share of nothing. */
interface OfMeasure {
  readonly measure: Measure
  readonly withoutTarget?: Proportional['withoutTarget'] | undefined
}

/** What a unit gets whose figure is held against nothing; asked only where the method looks at a share. */
export function WithoutTargetChoice<M extends OfMeasure>({
  method,
  onChange,
}: {
  readonly method: M
  readonly onChange: (method: M) => void
}) {
  const words = useMessages(assessmentMessages).methods.withoutTarget
  if (method.measure.kind !== 'percent') return null
  return (
    <ChoiceOf
      label={words.label}
      value={method.withoutTarget ?? 'missing'}
      options={(['missing', 'left_out', 'full', 'none'] as const).map((value) => ({ value, label: words[value] }))}
      onChange={(chosen) => {
        const { withoutTarget: _, ...rest } = method
        onChange((chosen === 'missing' ? rest : { ...method, withoutTarget: chosen }) as M)
      }}
    />
  )
}
