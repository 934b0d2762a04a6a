import type { BallotRule } from '../../../capabilities/contests/contract.ts'
import { useMessages } from '../../../ui/language.tsx'
import { givenTo, groupsOf } from './ballot.ts'
import type { PaperProps } from './paper-props.ts'
import { judgeMessages } from './messages/index.ts'

type Grades = Extract<BallotRule, { kind: 'grades' }>['grades']

/** One of the grades for every entrant; what a grade with a bound has left stands above its group. */
export function GradesPart({
  seat,
  entrants,
  isForAll,
  draft,
  faults,
  onChange,
  grades,
}: PaperProps & { readonly grades: Grades }) {
  const words = useMessages(judgeMessages)
  const bounded = grades.filter(({ most }) => most !== null)
  return Object.entries(groupsOf(entrants)).map(([groupKey, group]) => (
    <div key={groupKey} className="jp-group">
      {isForAll && seat.groups.length > 1 ? <h2>{seat.groups.find(({ key }) => key === groupKey)?.name}</h2> : null}
      {isForAll && bounded.length > 0 ? (
        <p className="jp-quota">
          {bounded.map(({ key, name, most }) => {
            const used = givenTo(draft, group, key)
            return (
              <span key={key} className={used > (most ?? 0) ? 'jp-fault' : undefined}>
                {words.gradesUsed(name, used, most ?? 0)}
              </span>
            )
          })}
        </p>
      ) : null}
      {group.map(({ key, name }) => {
        const fault = faults.find((each) => each.entrantKey === key && each.what === 'missing')
        return (
          <fieldset key={key} className="jp-grades" aria-invalid={fault !== undefined}>
            <legend className={isForAll ? undefined : 'k-hidden'}>{name}</legend>
            {grades.map((grade) => (
              <label key={grade.key} className="jp-grade">
                <input
                  type="radio"
                  name={key}
                  checked={draft.grades[key] === grade.key}
                  onChange={() => onChange({ ...draft, grades: { ...draft.grades, [key]: grade.key } })}
                />
                <span>{grade.name}</span>
              </label>
            ))}
            {fault ? <small className="jp-fault">{words.faults[fault.what]}</small> : null}
          </fieldset>
        )
      })}
      {faults.some(({ what }) => what === 'grade_used_up') &&
      bounded.some(({ key, most }) => givenTo(draft, group, key) > (most ?? 0)) ? (
        <p className="jp-fault">{words.faults.grade_used_up}</p>
      ) : null}
    </div>
  ))
}
