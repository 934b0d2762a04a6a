import { Select } from 'antd'
import { Section } from '../../../ui/kit/page.tsx'
import type { BallotRule } from '../contract.ts'
import {
  AddButton,
  type BodyProps,
  CheckIn,
  ChoiceIn,
  DecimalIn,
  newKey,
  RemoveButton,
  replaced,
  TextIn,
  WholeIn,
  without,
} from './editor-fields.tsx'
import { optionsOf, useWords } from './words.ts'

/** How judges vote. */
export function BallotEditor({ body, isLocked, onChange }: BodyProps) {
  const words = useWords()
  const { editor } = words
  const { ballot } = body
  const set = (next: BallotRule): void => onChange({ ...body, ballot: next })
  return (
    <Section title={editor.parts.ballot}>
      <ChoiceIn
        label={editor.ballotKind}
        value={ballot.kind}
        isLocked={isLocked}
        options={optionsOf(editor.ballotKinds as Readonly<Record<BallotRule['kind'], string>>)}
        onChange={(kind) => {
          if (kind !== ballot.kind) set(newBallot(kind, words.defaults))
        }}
      />
      {ballot.kind === 'score' ? <CriteriaEditor rule={ballot} isLocked={isLocked} onChange={set} /> : null}
      {ballot.kind === 'grades' ? <GradesEditor rule={ballot} isLocked={isLocked} onChange={set} /> : null}
      {ballot.kind === 'ranking' ? (
        <div className="ct-row">
          <DecimalIn
            label={editor.first}
            value={ballot.first}
            isLocked={isLocked}
            onChange={(first) => set({ ...ballot, first })}
          />
          <DecimalIn
            label={editor.step}
            value={ballot.step}
            isLocked={isLocked}
            onChange={(step) => set({ ...ballot, step })}
          />
          <div className="ct-field" style={{ width: 320 }}>
            <span>{editor.mayTie}</span>
            <Select
              mode="multiple"
              aria-label={editor.mayTie}
              disabled={isLocked}
              value={[...ballot.mayTie]}
              options={body.entrants.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(mayTie: string[]) => set({ ...ballot, mayTie })}
            />
          </div>
        </div>
      ) : null}
      {ballot.kind === 'approve' ? (
        <div className="ct-row">
          <WholeIn
            label={editor.choose}
            value={ballot.choose}
            isLocked={isLocked}
            min={1}
            max={200}
            onChange={(choose) => set({ ...ballot, choose: choose ?? 1 })}
          />
          <CheckIn
            label={editor.exactly}
            value={ballot.exactly}
            isLocked={isLocked}
            onChange={(exactly) => set({ ...ballot, exactly })}
          />
        </div>
      ) : null}
    </Section>
  )
}

interface RuleProps<R> {
  readonly rule: R
  readonly isLocked: boolean
  readonly onChange: (rule: R) => void
}

function CriteriaEditor({ rule, isLocked, onChange }: RuleProps<Extract<BallotRule, { kind: 'score' }>>) {
  const { editor: words } = useWords()
  const { criteria } = rule
  const set = (index: number, patch: Partial<(typeof criteria)[number]>): void =>
    onChange({ ...rule, criteria: replaced(criteria, index, patch) })
  const total = criteria.reduce((sum, { points }) => sum + (Number(points) || 0), 0)
  return (
    <>
      {criteria.map((criterion, index) => (
        <div key={criterion.key} className="ct-row" role="group" aria-label={criterion.name}>
          <TextIn
            label={words.criterion}
            value={criterion.name}
            isLocked={isLocked}
            onChange={(name) => set(index, { name })}
          />
          <TextIn
            label={words.guidance}
            value={criterion.guidance}
            isLocked={isLocked}
            width={320}
            onChange={(guidance) => set(index, { guidance })}
          />
          <DecimalIn
            label={words.max}
            value={criterion.max}
            isLocked={isLocked}
            onChange={(max) => set(index, { max })}
          />
          <DecimalIn
            label={words.points}
            value={criterion.points}
            isLocked={isLocked}
            onChange={(points) => set(index, { points })}
          />
          <WholeIn
            label={words.decimals}
            value={criterion.decimals}
            isLocked={isLocked}
            max={2}
            onChange={(decimals) => set(index, { decimals: decimals ?? 0 })}
          />
          <RemoveButton
            label={words.remove(criterion.name)}
            isLocked={isLocked || criteria.length === 1}
            onClick={() => onChange({ ...rule, criteria: without(criteria, index) })}
          />
        </div>
      ))}
      <div className="k-toolbar ct-add">
        <AddButton
          label={words.addCriterion}
          isLocked={isLocked}
          onClick={() =>
            onChange({
              ...rule,
              criteria: [
                ...criteria,
                { key: newKey('c', criteria), name: '', guidance: '', max: '10', points: '10', decimals: 1 },
              ],
            })
          }
        />
        <b>{words.pointsTotal(String(Math.round(total * 100) / 100))}</b>
      </div>
    </>
  )
}

function GradesEditor({ rule, isLocked, onChange }: RuleProps<Extract<BallotRule, { kind: 'grades' }>>) {
  const { editor: words } = useWords()
  const { grades } = rule
  const set = (index: number, patch: Partial<(typeof grades)[number]>): void =>
    onChange({ ...rule, grades: replaced(grades, index, patch) })
  return (
    <>
      {grades.map((grade, index) => (
        <div key={grade.key} className="ct-row" role="group" aria-label={grade.name}>
          <TextIn
            label={words.grade}
            value={grade.name}
            isLocked={isLocked}
            width={130}
            onChange={(name) => set(index, { name })}
          />
          <DecimalIn
            label={words.points}
            value={grade.points}
            isLocked={isLocked}
            onChange={(points) => set(index, { points })}
          />
          <WholeIn
            label={words.most}
            hint={words.mostHint}
            value={grade.most}
            isLocked={isLocked}
            max={200}
            onChange={(most) => set(index, { most })}
          />
          <RemoveButton
            label={words.remove(grade.name)}
            isLocked={isLocked || grades.length === 2}
            onClick={() => onChange({ ...rule, grades: without(grades, index) })}
          />
        </div>
      ))}
      <div className="k-toolbar ct-add">
        <AddButton
          label={words.addGrade}
          isLocked={isLocked || grades.length >= 8}
          onClick={() =>
            onChange({ ...rule, grades: [...grades, { key: newKey('r', grades), name: '', points: '0', most: null }] })
          }
        />
      </div>
    </>
  )
}

function newBallot(
  kind: BallotRule['kind'],
  words: { readonly progress: string; readonly grades: readonly string[] },
): BallotRule {
  switch (kind) {
    case 'score':
      return {
        kind,
        criteria: [{ key: 'c1', name: words.progress, guidance: '', max: '100', points: '100', decimals: 1 }],
      }
    case 'grades':
      return {
        kind,
        grades: ['100', '85', '70', '50'].map((points, at) => ({
          key: `r${at + 1}`,
          name: words.grades[at] ?? '',
          points,
          most: null,
        })),
      }
    case 'ranking':
      return { kind, first: '100', step: '3', mayTie: [] }
    default:
      return { kind, choose: 3, exactly: true }
  }
}
