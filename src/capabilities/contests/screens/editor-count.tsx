import { Section } from '../../../ui/kit/page.tsx'
import type { ContestBody, TieStep } from '../contract.ts'
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
import { SourceContest } from './source-contest.tsx'
import { optionsOf, useWords } from './words.ts'

/** Classes of judges with their weights, and the parts the result is made of. */
export function JudgesEditor({ body, isLocked, onChange }: BodyProps) {
  const { editor: words, tabs } = useWords()
  const { classes, parts } = body
  const setClass = (index: number, patch: Partial<(typeof classes)[number]>): void =>
    onChange({ ...body, classes: replaced(classes, index, patch) })
  const setPart = (index: number, patch: Partial<(typeof parts)[number]>): void =>
    onChange({ ...body, parts: replaced(parts, index, patch) })
  return (
    <Section title={words.parts.judges}>
      {classes.map((each, index) => (
        <div key={each.key} className="ct-row" role="group" aria-label={each.name || tabs.seats}>
          <TextIn
            label={words.judgeClass}
            value={each.name}
            isLocked={isLocked}
            onChange={(name) => setClass(index, { name })}
          />
          <DecimalIn
            label={words.weight}
            value={each.weight}
            isLocked={isLocked}
            isPercent
            onChange={(weight) => setClass(index, { weight })}
          />
          <CheckIn
            label={words.isLeaders}
            value={each.isLeaders}
            isLocked={isLocked}
            onChange={(isLeaders) => setClass(index, { isLeaders })}
          />
          <RemoveButton
            label={words.remove(each.name)}
            isLocked={isLocked || classes.length === 1}
            onClick={() => onChange({ ...body, classes: without(classes, index) })}
          />
        </div>
      ))}
      <div className="k-toolbar ct-add">
        <AddButton
          label={words.addClass}
          isLocked={isLocked}
          onClick={() =>
            onChange({
              ...body,
              classes: [...classes, { key: newKey('j', classes), name: '', weight: '0', isLeaders: false }],
            })
          }
        />
      </div>
      {parts.map((part, index) => (
        <div key={part.key} className="ct-row" role="group" aria-label={part.name}>
          <TextIn
            label={words.part}
            value={part.name}
            isLocked={isLocked}
            onChange={(name) => setPart(index, { name })}
          />
          <DecimalIn
            label={words.share}
            value={part.share}
            isLocked={isLocked}
            isPercent
            onChange={(share) => setPart(index, { share })}
          />
          <ChoiceIn
            label={words.source}
            value={part.source.kind}
            isLocked={isLocked || part.source.kind === 'ballots'}
            options={optionsOf(words.sources).filter(
              ({ value }) => value !== 'ballots' || part.source.kind === 'ballots',
            )}
            onChange={(kind) => {
              if (kind === 'entered') setPart(index, { source: { kind } })
              if (kind === 'contest') setPart(index, { source: { kind, contestId: '' } })
            }}
          />
          {part.source.kind === 'contest' ? (
            <SourceContest
              label={words.sourceContest}
              value={part.source.contestId}
              isLocked={isLocked}
              onChange={(contestId) => setPart(index, { source: { kind: 'contest', contestId } })}
            />
          ) : null}
          <RemoveButton
            label={words.remove(part.name)}
            isLocked={isLocked || part.source.kind === 'ballots'}
            onClick={() => onChange({ ...body, parts: without(parts, index) })}
          />
        </div>
      ))}
      <div className="k-toolbar ct-add">
        <AddButton
          label={words.addPart}
          isLocked={isLocked || parts.length >= 6}
          onClick={() =>
            onChange({
              ...body,
              parts: [...parts, { key: newKey('p', parts), name: '', share: '0', source: { kind: 'entered' } }],
            })
          }
        />
      </div>
    </Section>
  )
}

/** How the ballots become scores, and scores places. */
export function CountEditor({ body, isLocked, onChange }: BodyProps) {
  const words = useWords()
  const { editor } = words
  const { trim, coefficient, tieLadder } = body
  const set = (patch: Partial<ContestBody>): void => onChange({ ...body, ...patch })
  const left = optionsOf(words.tieSteps).filter(({ value }) => !tieLadder.includes(value))
  return (
    <Section title={editor.parts.count}>
      <div className="ct-row">
        <CheckIn
          label={editor.trim}
          value={trim !== null}
          isLocked={isLocked}
          onChange={(isOn) => set({ trim: isOn ? { highest: 1, lowest: 1, atLeast: 5 } : null })}
        />
        {trim ? (
          <>
            <WholeIn
              label={editor.highest}
              value={trim.highest}
              isLocked={isLocked}
              max={5}
              onChange={(next) => set({ trim: { ...trim, highest: next ?? 0 } })}
            />
            <WholeIn
              label={editor.lowest}
              value={trim.lowest}
              isLocked={isLocked}
              max={5}
              onChange={(next) => set({ trim: { ...trim, lowest: next ?? 0 } })}
            />
            <WholeIn
              label={editor.atLeast}
              value={trim.atLeast}
              isLocked={isLocked}
              min={1}
              max={200}
              onChange={(next) => set({ trim: { ...trim, atLeast: next ?? 1 } })}
            />
          </>
        ) : null}
      </div>
      <div className="ct-row">
        <ChoiceIn
          label={editor.coefficientRule}
          value={coefficient.kind}
          isLocked={isLocked}
          options={optionsOf(editor.coefficients)}
          onChange={(kind) => set({ coefficient: newCoefficient(kind) })}
        />
        {coefficient.kind === 'voted' ? (
          <>
            <DecimalIn
              label={editor.least}
              value={coefficient.least}
              isLocked={isLocked}
              onChange={(least) => set({ coefficient: { ...coefficient, least } })}
            />
            <DecimalIn
              label={editor.greatest}
              value={coefficient.most}
              isLocked={isLocked}
              onChange={(most) => set({ coefficient: { ...coefficient, most } })}
            />
          </>
        ) : null}
        {coefficient.kind === 'none' ? null : (
          <CheckIn
            label={editor.normalise}
            value={coefficient.normalise}
            isLocked={isLocked}
            onChange={(normalise) => set({ coefficient: { ...coefficient, normalise } })}
          />
        )}
        <WholeIn
          label={editor.resultDecimals}
          value={body.decimals}
          isLocked={isLocked}
          max={6}
          onChange={(next) => set({ decimals: next ?? 0 })}
        />
      </div>
      <div className="ct-row">
        <div className="k-stack">
          <b>{editor.tieLadder}</b>
          <ol className="ct-ladder">
            {tieLadder.map((step, index) => (
              <li key={step}>
                {words.tieSteps[step]}
                {isLocked ? null : (
                  <>
                    <button
                      type="button"
                      className="k-button k-button-text"
                      aria-label={`${words.tieSteps[step]} ${editor.up}`}
                      disabled={index === 0}
                      onClick={() => set({ tieLadder: swapped(tieLadder, index - 1) })}
                    >
                      ↑
                    </button>
                    <RemoveButton
                      label={editor.remove(words.tieSteps[step])}
                      isLocked={isLocked}
                      onClick={() => set({ tieLadder: without(tieLadder, index) })}
                    />
                  </>
                )}
              </li>
            ))}
            <li className="k-quiet">{editor.tieNote}</li>
          </ol>
          {isLocked || left.length === 0 ? null : (
            <div className="k-toolbar">
              {left.map(({ value, label }) => (
                <AddButton
                  key={value}
                  label={label}
                  isLocked={isLocked}
                  onClick={() => set({ tieLadder: [...tieLadder, value] })}
                />
              ))}
            </div>
          )}
        </div>
      </div>
    </Section>
  )
}

/** The ladder with the step at `index` and the one after it changed over. */
function swapped(ladder: readonly TieStep[], index: number): TieStep[] {
  return ladder.map((each, at) =>
    at === index ? (ladder[index + 1] ?? each) : at === index + 1 ? (ladder[index] ?? each) : each,
  )
}

function newCoefficient(kind: ContestBody['coefficient']['kind']): ContestBody['coefficient'] {
  if (kind === 'voted') return { kind, least: '0.8', most: '1.2', normalise: true }
  return kind === 'given' ? { kind, normalise: false } : { kind }
}
