import { useMessages } from '../../../ui/language.tsx'
import type { Fault } from './ballot.ts'
import { ChoosePart } from './choose-part.tsx'
import { GradesPart } from './grades-part.tsx'
import { judgeMessages } from './messages/index.ts'
import { OrderPart } from './order-part.tsx'
import type { PaperProps } from './paper-props.ts'
import { ScorePart } from './score-part.tsx'

/** The paper of a ballot, of the kind the rules ask for, with the difficulty where they ask for that too. */
export function BallotPaper(props: PaperProps) {
  const { seat, entrants, draft, onChange } = props
  const bounds = seat.coefficient.kind === 'voted' ? seat.coefficient : undefined
  return (
    <>
      <Vote {...props} />
      {bounds
        ? entrants.map(({ key, name }) => (
            <DifficultyField
              key={key}
              name={props.isForAll ? name : undefined}
              bounds={bounds}
              value={draft.difficulty[key] ?? ''}
              fault={props.faults.find((each) => each.what === 'difficulty' && each.entrantKey === key)}
              onChange={(value) => onChange({ ...draft, difficulty: { ...draft.difficulty, [key]: value } })}
            />
          ))
        : null}
    </>
  )
}

function Vote(props: PaperProps) {
  const { ballot } = props.seat
  switch (ballot.kind) {
    case 'score':
      return <ScorePart {...props} criteria={ballot.criteria} />
    case 'grades':
      return <GradesPart {...props} grades={ballot.grades} />
    case 'ranking':
      return <OrderPart {...props} />
    default:
      return <ChoosePart {...props} choose={ballot.choose} isExact={ballot.exactly} />
  }
}

function DifficultyField({
  name,
  bounds,
  value,
  fault,
  onChange,
}: {
  readonly name: string | undefined
  readonly bounds: { readonly least: string; readonly most: string }
  readonly value: string
  readonly fault: Fault | undefined
  readonly onChange: (value: string) => void
}) {
  const words = useMessages(judgeMessages)
  const label = name ? `${name} · ${words.difficulty}` : words.difficulty
  return (
    <label className="jp-field">
      <span className="jp-field-name">{label}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-invalid={fault !== undefined}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <small>{words.difficultyHint(bounds.least, bounds.most)}</small>
      {fault ? <small className="jp-fault">{words.faults[fault.what]}</small> : null}
    </label>
  )
}
