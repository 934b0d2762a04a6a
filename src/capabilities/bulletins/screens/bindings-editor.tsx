import { Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { readFigureRef } from '../../../kernel/figures.ts'
import { type Period, periodKind } from '../../../kernel/period.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  askFigure,
  type Binding,
  type BoundNumber,
  type BoundOf,
  type BoundWhen,
  type FigureQuestion,
  type NumberStyle,
} from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { periodAsked } from '../rules/places.ts'
import { UnitField, useQuestions } from './choices.tsx'

interface BindingsProps {
  readonly bindings: readonly Binding[]
  readonly numbers: readonly BoundNumber[]
  readonly period: Period
  readonly hasRecipient: boolean
  readonly onChange: (bindings: readonly Binding[]) => void
}

const WHENS = ['this', 'previous', 'year_earlier'] as const satisfies readonly BoundWhen[]
const STYLES = ['auto', 'yi', 'wan', 'yuan'] as const satisfies readonly NumberStyle[]
const NO_SIGNS = { above: '#', level: '#', below: '#' } as const

/** The bound numbers of a text: each opens to its question, subject, period and how it is written. */
export function BindingsEditor({ bindings, numbers, period, hasRecipient, onChange }: BindingsProps) {
  const words = useMessages(bulletinsMessages).editor
  const { figures, nameOf } = useQuestions()
  const [open, setOpen] = useState<number>()
  const put = (index: number, binding: Binding): void =>
    onChange(bindings.map((each, at) => (at === index ? binding : each)))
  const add = (): void => {
    const figure = figures.find(({ needsParam }) => !needsParam)?.id ?? ''
    setOpen(bindings.length)
    onChange([
      ...bindings,
      {
        name: `数${bindings.length + 1}`,
        figure,
        of: 'region',
        unitId: null,
        when: 'this',
        style: 'auto',
        digits: null,
        words: null,
      },
    ])
  }
  return (
    <>
      <ul className="bul-bindings">
        {bindings.map((binding, index) => {
          const figure = figures.find(({ id }) => id === readFigureRef(binding.figure).id)
          const asked = numbers.find(({ name }) => name === binding.name)
          return (
            <li key={index} className="bul-binding">
              <div className="bul-block-head">
                <button
                  type="button"
                  className="k-button k-button-text"
                  aria-expanded={open === index}
                  onClick={() => setOpen(open === index ? undefined : index)}
                >
                  {`{${binding.name}}`}
                </button>
                <span className="bul-binding-question">
                  {asked?.figureName ?? (figure ? nameOf(figure) : binding.figure)} {asked?.shown ?? ''}
                </span>
                <button
                  type="button"
                  className="k-button k-button-text"
                  onClick={() => onChange(bindings.filter((_, at) => at !== index))}
                >
                  {words.remove}
                  <span className="k-hidden"> {words.number(binding.name)}</span>
                </button>
              </div>
              {open === index ? (
                <BindingFields
                  binding={binding}
                  period={period}
                  hasRecipient={hasRecipient}
                  onChange={(next) => put(index, next)}
                />
              ) : null}
            </li>
          )
        })}
      </ul>
      <button type="button" className="k-button" onClick={add}>
        {words.addNumber}
      </button>
    </>
  )
}

interface FieldsProps {
  readonly binding: Binding
  readonly period: Period
  readonly hasRecipient: boolean
  readonly onChange: (binding: Binding) => void
}

function BindingFields({ binding, period, hasRecipient, onChange }: FieldsProps) {
  const words = useMessages(bulletinsMessages).editor
  const { figures, nameOf } = useQuestions()
  const { id, param } = readFigureRef(binding.figure)
  const figure = figures.find((each) => each.id === id)
  const ofs = (['region', 'recipient', 'unit'] as const).filter((each) => allows(each, figure, hasRecipient))
  return (
    <div className="bul-grid">
      <label className="bul-field">
        {words.name}
        <Input
          value={binding.name}
          maxLength={20}
          onChange={(event) => onChange({ ...binding, name: event.target.value.trim() })}
        />
      </label>
      <label className="bul-field">
        {words.figure}
        <ChoiceField
          aria-label={words.figure}
          value={id}
          options={figures
            .filter(({ periods }) => periods.includes(periodKind(period)))
            .map((each) => ({ value: each.id, label: nameOf(each) }))}
          onChange={(next) => {
            const chosen = figures.find((each) => each.id === next)
            if (!chosen) return
            const first = chosen.params[0]?.param
            onChange({ ...binding, figure: chosen.needsParam && first ? `${chosen.id}:${first}` : chosen.id })
          }}
        />
      </label>
      {figure?.needsParam ? (
        <label className="bul-field">
          {words.indicator}
          <ChoiceField
            aria-label={words.indicator}
            value={param ?? null}
            options={figure.params.map((each) => ({ value: each.param, label: each.name }))}
            onChange={(next) => next && onChange({ ...binding, figure: `${id}:${next}` })}
          />
        </label>
      ) : null}
      <label className="bul-field">
        {words.of}
        <ChoiceField
          aria-label={words.of}
          value={binding.of}
          options={ofs.map((value) => ({ value, label: words.ofs[value] }))}
          onChange={(next) => onChange({ ...binding, of: ofs.find((each) => each === next) ?? 'region' })}
        />
      </label>
      {binding.of === 'unit' ? (
        <label className="bul-field">
          {words.unit}
          <UnitField
            aria-label={words.unit}
            value={binding.unitId}
            onChange={(unitId) => onChange({ ...binding, unitId })}
          />
        </label>
      ) : null}
      <label className="bul-field">
        {words.when}
        <ChoiceField
          aria-label={words.when}
          value={binding.when}
          options={WHENS.map((value) => ({ value, label: words.whens[value] }))}
          onChange={(next) => onChange({ ...binding, when: WHENS.find((each) => each === next) ?? 'this' })}
        />
      </label>
      {figure?.unit === 'yuan' ? (
        <label className="bul-field">
          {words.style}
          <ChoiceField
            aria-label={words.style}
            value={binding.style}
            options={STYLES.map((value) => ({ value, label: words.styles[value] }))}
            onChange={(next) => onChange({ ...binding, style: STYLES.find((each) => each === next) ?? 'auto' })}
          />
        </label>
      ) : null}
      <label className="bul-field">
        {words.digits}
        <InputNumber<number>
          className="k-fill"
          min={0}
          max={6}
          precision={0}
          value={binding.digits}
          onChange={(digits) => onChange({ ...binding, digits: digits ?? null })}
        />
      </label>
      <Checkbox
        className="bul-wide"
        checked={binding.words !== null}
        onChange={(event) => onChange({ ...binding, words: event.target.checked ? NO_SIGNS : null })}
      >
        {words.signs}
      </Checkbox>
      {binding.words === null
        ? null
        : (['above', 'level', 'below'] as const).map((sign) => (
            <label key={sign} className="bul-field">
              {sign === 'level' ? words.level0 : words[sign]}
              <Input
                maxLength={60}
                value={binding.words?.[sign] ?? ''}
                onChange={(event) =>
                  onChange({ ...binding, words: { ...NO_SIGNS, ...binding.words, [sign]: event.target.value } })
                }
              />
            </label>
          ))}
      <TriedAnswer binding={binding} period={period} />
    </div>
  )
}

/** What the ledger answers now to the question as it stands, before anything is saved. */
function TriedAnswer({ binding, period }: { readonly binding: Binding; readonly period: Period }) {
  const words = useMessages(bulletinsMessages).page
  const { figure, of, unitId, when } = binding
  const isAskable = figure !== '' && of !== 'recipient' && (of !== 'unit' || unitId !== null)
  const asked = useOperation(
    askFigure,
    { figure, period: periodAsked(period, when), ...(of === 'unit' && unitId ? { unitId } : {}) },
    { enabled: isAskable },
  )
  if (!isAskable || (!asked.data && !asked.error)) return null
  return (
    <p className="bul-wide k-quiet">
      {asked.error
        ? asked.error.problems.map((each) => each.message).join(' ')
        : `${asked.data?.shown || words.unknown} · ${words.rows(asked.data?.rows ?? 0)}`}
    </p>
  )
}

function allows(of: BoundOf, figure: FigureQuestion | undefined, hasRecipient: boolean): boolean {
  if (of === 'recipient' && !hasRecipient) return false
  return figure === undefined || figure.of.includes(of === 'region' ? 'region' : 'unit')
}
