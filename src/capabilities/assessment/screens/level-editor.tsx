import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { Level, LevelBody, SchemeBody, SchemeCriterion, SchemeProof } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'
import { CriterionEditor } from './criterion-editor.tsx'
import { DecimalField } from './decimal-field.tsx'
import { OutcomesEditor } from './outcomes-editor.tsx'
import { freshKey, newCriterion, placeOfFinding, withAt } from './scheme-draft.ts'

/** One level of a draft: how it rounds, its criteria one by one, and what a ranking leads to. */
export function LevelEditor({
  year,
  level,
  value,
  body,
  proof,
  at,
  onAt,
  onChange,
}: {
  readonly year: number
  readonly level: Level
  readonly value: LevelBody
  readonly body: SchemeBody
  readonly proof: SchemeProof
  readonly at: number
  readonly onAt: (at: number) => void
  readonly onChange: (level: LevelBody | null) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { criteria } = value
  const shown = criteria[at] ?? criteria[0]
  const place = shown ? criteria.indexOf(shown) : 0
  const replace = (next: SchemeCriterion | undefined): void => {
    onChange({ ...value, criteria: withAt(criteria, place, next) })
    if (next === undefined) onAt(Math.max(0, place - 1))
  }
  const troubled = (index: number): boolean =>
    proof.problems.some(({ path }) => {
      const found = placeOfFinding(path)
      return found.tab === level && found.criterion === index
    })
  return (
    <>
      <Section
        title={own.levelTitle(words.screens.levels[level] ?? level)}
        actions={
          <button type="button" className="k-button k-button-text" onClick={() => onChange(null)}>
            {own.dropLevel}
          </button>
        }
      >
        <div className="as-row">
          <ChoiceOf
            label={own.decimals}
            value={String(value.decimals)}
            width={90}
            options={['0', '1', '2', '3', '4'].map((each) => ({ value: each, label: each }))}
            onChange={(decimals) => onChange({ ...value, decimals: Number(decimals) })}
          />
          <ChoiceOf
            label={own.rounding}
            value={value.rounding}
            width={130}
            options={[
              { value: 'half_up' as const, label: own.halfUp },
              { value: 'truncate' as const, label: own.truncate },
            ]}
            onChange={(rounding) => onChange({ ...value, rounding })}
          />
          <DecimalField
            label={own.bonusCap}
            value={value.bonusCap}
            hint={words.methods.noCap}
            onChange={(bonusCap) => onChange({ ...value, bonusCap })}
          />
          <PointsStrip level={level} proof={proof} />
        </div>
      </Section>
      <Section title={own.criteria} note={own.criteriaNote}>
        <div className="as-split">
          <nav className="as-chooser" aria-label={own.criteria}>
            {criteria.map((each, index) => (
              <button
                key={each.key}
                type="button"
                aria-current={index === place ? 'true' : undefined}
                onClick={() => onAt(index)}
              >
                <span>{each.name || own.unnamed}</span>
                <span>
                  {words.screens.points(each.points)} {troubled(index) ? <Mark tone="bad">{own.trouble}</Mark> : null}
                </span>
              </button>
            ))}
            <button
              type="button"
              className="as-add"
              disabled={criteria.length >= 60}
              onClick={() => {
                onChange({ ...value, criteria: [...criteria, newCriterion(value, own.newFigures)] })
                onAt(criteria.length)
              }}
            >
              + {own.addCriterion}
            </button>
          </nav>
          {shown ? (
            <CriterionEditor
              key={shown.key}
              year={year}
              level={level}
              value={shown}
              others={criteria.filter((each) => each !== shown)}
              onChange={replace}
              onCopy={() => {
                const copy = { ...shown, key: freshKey('c', criteria), name: own.copyOf(shown.name) }
                onChange({ ...value, criteria: [...criteria.slice(0, place + 1), copy, ...criteria.slice(place + 1)] })
                onAt(place + 1)
              }}
              {...(place > 0
                ? {
                    onRaise: () => {
                      const before = criteria[place - 1]
                      if (!before) return
                      onChange({ ...value, criteria: criteria.with(place - 1, shown).with(place, before) })
                      onAt(place - 1)
                    },
                  }
                : {})}
            />
          ) : (
            <p className="k-quiet">{own.noCriteria}</p>
          )}
        </div>
      </Section>
      <OutcomesEditor value={value} body={body} onChange={onChange} />
    </>
  )
}

/** The points of each period of the year; what is not a hundred stands out. */
function PointsStrip({ level, proof }: { readonly level: Level; readonly proof: SchemeProof }) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const points = proof.levels.find((each) => each.level === level)?.points ?? []
  if (points.length === 0) return null
  const isSame = points.every((each) => each.points === points[0]?.points)
  const shown = isSame ? points.slice(0, 1) : points
  return (
    <div className="as-sums">
      <span>{own.sums}</span>
      {shown.map((each) => (
        <Mark key={each.at} tone={Number(each.points) === 100 ? 'good' : 'warn'}>
          {isSame ? words.screens.points(each.points) : `${own.periodAt[level](each.at)} ${each.points}`}
        </Mark>
      ))}
    </div>
  )
}
