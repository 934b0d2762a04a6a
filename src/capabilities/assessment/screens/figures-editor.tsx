import { Input } from 'antd'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { writtenLocale } from '../../../kernel/language.ts'
import {
  type FigureOrigin,
  type Level,
  listLedgerFigures,
  type SchemeCriterion,
  type SchemeFigure,
} from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf, optionsOf } from './choice-of.tsx'
import { DecimalField } from './decimal-field.tsx'
import { MeasureFields } from './measure-fields.tsx'
import { RowsField } from './rows-field.tsx'
import { freshKey, PERIODS_OF } from './scheme-draft.ts'

/** The figures of a criterion: what people call them, what they are counted in, and where each comes from. */
export function FiguresEditor({
  year,
  level,
  figures,
  others,
  onChange,
}: {
  readonly year: number
  readonly level: Level
  readonly figures: readonly SchemeFigure[]
  readonly others: readonly SchemeCriterion[]
  readonly onChange: (figures: SchemeFigure[]) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  return (
    <RowsField
      title={own.figures}
      rows={figures}
      addLabel={own.addFigure}
      removeLabel={own.remove}
      most={40}
      fresh={() => ({ key: freshKey('f', figures), name: '', unit: '', from: { kind: 'unit' as const } })}
      onChange={onChange}
      renderRow={(value, change) => (
        <>
          <label className="k-filter">
            {own.figureName}
            <Input
              value={value.name}
              maxLength={100}
              style={{ width: 150 }}
              onChange={(event) => change({ ...value, name: event.target.value })}
            />
          </label>
          <label className="k-filter">
            {own.figureUnit}
            <Input
              value={value.unit}
              maxLength={20}
              style={{ width: 84 }}
              onChange={(event) => change({ ...value, unit: event.target.value })}
            />
          </label>
          <OriginFields
            year={year}
            level={level}
            value={value.from}
            others={others}
            onChange={(from) => change({ ...value, from })}
          />
        </>
      )}
    />
  )
}

function OriginFields({
  year,
  level,
  value,
  others,
  onChange,
}: {
  readonly year: number
  readonly level: Level
  readonly value: FigureOrigin
  readonly others: readonly SchemeCriterion[]
  readonly onChange: (from: FigureOrigin) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const kinds = (['unit', 'ledger', 'below', 'contest', 'streak'] as const).filter(
    (kind) => (kind !== 'below' || level !== 'month') && (kind !== 'streak' || others.length > 0),
  )
  return (
    <>
      <ChoiceOf
        label={own.origin}
        value={value.kind}
        width={150}
        options={kinds.map((kind) => ({ value: kind, label: own.origins[kind] }))}
        onChange={(kind) => onChange(newOrigin(kind, level, others))}
      />
      {value.kind === 'ledger' ? <LedgerFields year={year} value={value} onChange={onChange} /> : null}
      {value.kind === 'below' ? <BelowFields level={level} value={value} onChange={onChange} /> : null}
      {value.kind === 'contest' ? (
        <>
          <ChoiceOf
            label={own.contest}
            value={value.contest}
            width={120}
            options={optionsOf(own.contests)}
            onChange={(contest) => onChange({ ...value, contest })}
          />
          <ChoiceOf
            label={own.contestWhat}
            value={value.what}
            width={90}
            options={optionsOf(own.contestWhats)}
            onChange={(what) => onChange({ ...value, what })}
          />
        </>
      ) : null}
      {value.kind === 'streak' ? <StreakFields value={value} others={others} onChange={onChange} /> : null}
    </>
  )
}

type Origin<K extends FigureOrigin['kind']> = Extract<FigureOrigin, { readonly kind: K }>

function LedgerFields({
  year,
  value,
  onChange,
}: {
  readonly year: number
  readonly value: Origin<'ledger'>
  readonly onChange: (from: FigureOrigin) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  const { locale } = useLocale()
  const found = useOperation(listLedgerFigures, { year }, { staleMs: Number.POSITIVE_INFINITY })
  const written = writtenLocale(locale)
  const [id = '', param] = value.figure.split(':')
  const chosen = found.data?.items.find((each) => each.id === id)
  const options = (found.data?.items ?? []).map((each) => ({ value: each.id, label: each.words[written].name }))
  const indicators = (found.data?.indicators ?? []).map((each) => ({ value: each.param, label: each.name }))
  return (
    <>
      <label className="k-filter as-source" title={chosen?.words[written].meaning}>
        {own.ledgerFigure}
        <ChoiceField
          aria-label={own.ledgerFigure}
          value={value.figure === NO_FIGURE ? null : id}
          options={options}
          onChange={(figure) => onChange({ ...value, figure: figure ?? NO_FIGURE })}
        />
      </label>
      {chosen?.param ? (
        <label className="k-filter as-source">
          {own.ledgerIndicator}
          <ChoiceField
            aria-label={own.ledgerIndicator}
            value={param ?? null}
            options={indicators}
            onChange={(indicator) => onChange({ ...value, figure: indicator === null ? id : `${id}:${indicator}` })}
          />
        </label>
      ) : null}
    </>
  )
}

/** Stands in the shape until a figure of a ledger is chosen; the proof says that nobody answers it. */
const NO_FIGURE = 'none.chosen'

function BelowFields({
  level,
  value,
  onChange,
}: {
  readonly level: Level
  readonly value: Origin<'below'>
  readonly onChange: (from: FigureOrigin) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const levels = level === 'year' ? (['quarter', 'month'] as const) : (['month'] as const)
  const count = level === 'quarter' ? 3 : PERIODS_OF[value.level]
  const places = ['mean', ...Array.from({ length: count }, (_, index) => String(index + 1))]
  return (
    <>
      <ChoiceOf
        label={own.belowLevel}
        value={value.level}
        width={90}
        options={levels.map((each) => ({ value: each, label: words.screens.levels[each] ?? each }))}
        onChange={(below) => onChange({ ...value, level: below, at: 'mean' })}
      />
      <ChoiceOf
        label={own.belowAt}
        value={String(value.at)}
        width={120}
        options={places.map((each) => ({
          value: each,
          label: each === 'mean' ? own.belowMean : own.belowNth(Number(each)),
        }))}
        onChange={(at) => onChange({ ...value, at: at === 'mean' ? 'mean' : Number(at) })}
      />
    </>
  )
}

function StreakFields({
  value,
  others,
  onChange,
}: {
  readonly value: Origin<'streak'>
  readonly others: readonly SchemeCriterion[]
  readonly onChange: (from: FigureOrigin) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  const of = others.find(({ key }) => key === value.criterion)
  return (
    <>
      <ChoiceOf
        label={own.streakOf}
        value={value.criterion}
        options={others.map(({ key, name }) => ({ value: key, label: name || own.unnamed }))}
        onChange={(criterion) => onChange({ ...value, criterion })}
      />
      <MeasureFields
        measure={value.measure}
        figures={of?.figures ?? []}
        onChange={(measure) => onChange({ ...value, measure })}
      />
      <ChoiceOf
        label={own.is}
        value={value.is}
        width={100}
        options={optionsOf(own.comparators)}
        onChange={(is) => onChange({ ...value, is })}
      />
      <DecimalField
        label={own.value}
        value={value.value}
        onChange={(typed) => onChange({ ...value, value: typed ?? '' })}
      />
    </>
  )
}

function newOrigin(kind: FigureOrigin['kind'], level: Level, others: readonly SchemeCriterion[]): FigureOrigin {
  const [first] = others
  switch (kind) {
    case 'ledger':
      return { kind, figure: NO_FIGURE }
    case 'below':
      return { kind, level: level === 'year' ? 'quarter' : 'month', at: 'mean' }
    case 'contest':
      return { kind, contest: 'observation', what: 'score' }
    case 'streak':
      return {
        kind,
        criterion: first?.key ?? 'c1',
        measure: { kind: 'figure', of: first?.figures[0]?.key ?? 'done' },
        is: 'at_least',
        value: '100',
      }
    default:
      return { kind: 'unit' }
  }
}
