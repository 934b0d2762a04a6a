import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { listContests } from '../contract.ts'

/** A published contest whose scores become a part of this one's. */
export function SourceContest({
  label,
  value,
  isLocked,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly isLocked: boolean
  readonly onChange: (contestId: string) => void
}) {
  const contests = useOperation(listContests, { state: ['published'], limit: 200 })
  return (
    <div className="ct-field" style={{ width: 280 }}>
      <span>{label}</span>
      <ChoiceField
        aria-label={label}
        disabled={isLocked}
        value={value || null}
        options={(contests.data?.items ?? []).map(({ id, name, heldOn }) => ({
          value: id,
          label: `${name} ${heldOn}`,
        }))}
        onChange={(next) => onChange(next ?? '')}
      />
    </div>
  )
}
