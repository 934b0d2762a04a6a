import type { BallotRule } from '../../../capabilities/contests/contract.ts'
import { useMessages } from '../../../ui/language.tsx'
import { type Fault, isMark, totalOf } from './ballot.ts'
import type { PaperProps } from './paper-props.ts'
import { judgeMessages } from './messages/index.ts'

type Criteria = Extract<BallotRule, { kind: 'score' }>['criteria']

/** Marks by criterion, with their total as the rules weigh them. */
export function ScorePart({
  entrants,
  isForAll,
  draft,
  faults,
  onChange,
  criteria,
}: PaperProps & { readonly criteria: Criteria }) {
  const words = useMessages(judgeMessages)
  const most = criteria.reduce((sum, { points }) => sum + Number(points), 0)
  return entrants.map(({ key, name }) => {
    const marks = draft.marks[key] ?? {}
    const total = totalOf(criteria, marks)
    return (
      <fieldset key={key} className="jp-score">
        <legend className={isForAll ? undefined : 'k-hidden'}>{name}</legend>
        {criteria.map((criterion) => (
          <MarkField
            key={criterion.key}
            criterion={criterion}
            value={marks[criterion.key] ?? ''}
            fault={faults.find((each) => each.entrantKey === key && each.criterionKey === criterion.key)}
            onChange={(value) =>
              onChange({ ...draft, marks: { ...draft.marks, [key]: { ...marks, [criterion.key]: value } } })
            }
          />
        ))}
        <output className="jp-total">{words.total(total === null ? '—' : String(total), String(most))}</output>
      </fieldset>
    )
  })
}

function MarkField({
  criterion,
  value,
  fault,
  onChange,
}: {
  readonly criterion: Criteria[number]
  readonly value: string
  readonly fault: Fault | undefined
  readonly onChange: (value: string) => void
}) {
  const words = useMessages(judgeMessages)
  const { name, guidance, points, decimals } = criterion
  const most = Number(criterion.max)
  const step = decimals === 0 || most >= 50 ? 1 : 0.5
  const nudge = (by: number): void => {
    const from = isMark(value) ? Number(value) : by > 0 ? 0 : most
    const to = Math.min(most, Math.max(0, from + by))
    onChange(String(Math.round(to * 10 ** decimals) / 10 ** decimals))
  }
  return (
    <div className="jp-field">
      <label className="jp-field-name">
        {name}
        <small>
          {words.worth(points)}
          {guidance ? ` · ${guidance}` : ''}
        </small>
        <span className="jp-mark-line">
          <button type="button" className="jp-step" aria-label={words.lower(name)} onClick={() => nudge(-step)}>
            −
          </button>
          <input
            inputMode="decimal"
            autoComplete="off"
            aria-label={name}
            aria-invalid={fault !== undefined}
            value={value}
            placeholder="—"
            onChange={(event) => onChange(event.target.value.replace('。', '.').trim())}
          />
          <button type="button" className="jp-step" aria-label={words.higher(name)} onClick={() => nudge(step)}>
            +
          </button>
        </span>
      </label>
      <input
        type="range"
        className="jp-range"
        min={0}
        max={most}
        step={step}
        aria-label={`${name} ${words.upTo(criterion.max, decimals)}`}
        value={isMark(value) ? value : 0}
        onChange={(event) => onChange(event.target.value)}
      />
      <small className={fault ? 'jp-fault' : undefined}>
        {fault && fault.what !== 'missing'
          ? `${words.faults[fault.what]}（${words.upTo(criterion.max, decimals)}）`
          : fault
            ? words.faults.missing
            : words.upTo(criterion.max, decimals)}
      </small>
    </div>
  )
}
