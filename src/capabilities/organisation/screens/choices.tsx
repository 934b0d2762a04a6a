import { ROLES } from '../../../kernel/permissions.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listPeople, listUnits, UNIT_KINDS } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'

/** What a field of a form is handed by it. */
interface Entry {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly id?: string
}

/** Units open today, as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {})
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** One unit of today. */
export function UnitField(entry: Entry & { readonly except?: string }) {
  const { except, ...rest } = entry
  const options = useUnitOptions().filter((each) => each.value !== except)
  return <ChoiceField {...rest} options={options} />
}

/** One person in service. */
export function PersonField(entry: Entry) {
  const people = useOperation(listPeople, { state: 'active', limit: 200 })
  const options = (people.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name} ${person.account}${person.posts[0] ? ` ${person.posts[0].unitName}` : ''}`,
  }))
  return <ChoiceField {...entry} options={options} />
}

/** Roles, as options. */
export function useRoleOptions() {
  const words = useMessages(organisationMessages)
  return ROLES.map((role) => ({ value: role, label: words.roles[role] }))
}

/** One role. */
export function RoleField(entry: Entry) {
  return <ChoiceField {...entry} options={useRoleOptions()} />
}

/** One kind of unit. */
export function UnitKindField(entry: Entry) {
  const words = useMessages(organisationMessages)
  return <ChoiceField {...entry} options={UNIT_KINDS.map((kind) => ({ value: kind, label: words.unitKinds[kind] }))} />
}
