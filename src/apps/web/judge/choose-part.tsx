import { useMessages } from '../../../ui/language.tsx'
import { groupsOf, isWellChosen } from './ballot.ts'
import type { PaperProps } from './paper-props.ts'
import { judgeMessages } from './messages/index.ts'

/** So many chosen of every group. */
export function ChoosePart({
  seat,
  entrants,
  draft,
  faults,
  onChange,
  choose,
  isExact,
}: PaperProps & { readonly choose: number; readonly isExact: boolean }) {
  const words = useMessages(judgeMessages)
  return Object.entries(groupsOf(entrants)).map(([groupKey, group]) => {
    const due = Math.min(choose, group.length)
    const count = group.filter(({ key }) => draft.chosen.includes(key)).length
    return (
      <fieldset key={groupKey} className="jp-group">
        <legend className={seat.groups.length > 1 ? undefined : 'k-hidden'}>
          {seat.groups.find(({ key }) => key === groupKey)?.name}
        </legend>
        <p className={count > due ? 'jp-quota jp-fault' : 'jp-quota'}>
          <span>{isExact ? words.chooseExactly(due) : words.chooseUpTo(due)}</span>
          <span>{words.chosen(count, due)}</span>
        </p>
        {group.map(({ key, name }) => (
          <label key={key} className="jp-choice">
            <input
              type="checkbox"
              checked={draft.chosen.includes(key)}
              onChange={(event) =>
                onChange({
                  ...draft,
                  chosen: event.target.checked ? [...draft.chosen, key] : draft.chosen.filter((each) => each !== key),
                })
              }
            />
            <span>{name}</span>
          </label>
        ))}
        {faults.some(({ what }) => what === 'choose') && !isWellChosen({ choose, exactly: isExact }, group, draft) ? (
          <p className="jp-fault">{words.faults.choose}</p>
        ) : null}
      </fieldset>
    )
  })
}
