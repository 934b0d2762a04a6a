import { Input } from 'antd'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import * as contract from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { filled } from './filled.ts'
import { UnitField, UnitKindField } from './choices.tsx'

/** What is about to be done to a unit. */
export type UnitAct =
  | { readonly kind: 'create' }
  | { readonly kind: contract.Unit['actions'][number]; readonly unit: contract.Unit }

interface Values {
  readonly name: string
  readonly shortName?: string
  readonly kind: contract.UnitKind
  readonly parentId?: string | null
  readonly groupName?: string
  readonly position?: number
  readonly openedOn: string
  readonly closedOn: string
  readonly from: string
  readonly on: string
  readonly intoId: string
  readonly reason: string
  readonly areaCode?: string
  readonly areaSquareMetres?: number
}

/** The box of one act on a unit. */
export function UnitDialog({ act, onClose }: { readonly act: UnitAct; readonly onClose: () => void }) {
  const words = useMessages(organisationMessages)
  const texts = words.units
  const name = (
    <>
      <Field name="name" label={texts.name} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name="shortName" label={texts.shortName}>
        <Input maxLength={40} />
      </Field>
    </>
  )
  const place = (
    <>
      <Field name="parentId" label={texts.parent}>
        <UnitField {...(act.kind === 'create' ? {} : { except: act.unit.id })} />
      </Field>
      <Field name="groupName" label={texts.group}>
        <Input maxLength={40} />
      </Field>
      <Field name="position" label={texts.position}>
        <NumberField />
      </Field>
    </>
  )
  const area = (
    <>
      <Field name="areaCode" label={texts.areaCode}>
        <Input maxLength={6} />
      </Field>
      <Field name="areaSquareMetres" label={texts.area}>
        <NumberField />
      </Field>
    </>
  )
  const from = (
    <Field name="from" label={words.common.from} isRequired>
      <DayField />
    </Field>
  )
  const reason = (
    <Field name="reason" label={words.common.reason} isRequired isWide>
      <Input.TextArea maxLength={500} autoSize />
    </Field>
  )
  if (act.kind === 'create')
    return (
      <CommandDialog<typeof contract.createUnit.input, typeof contract.createUnit.output, Values>
        title={texts.create}
        spec={contract.createUnit}
        inputOf={({ name: given, kind, openedOn, ...rest }) => ({ name: given, kind, openedOn, ...filled(rest) })}
        onClose={onClose}
      >
        {name}
        <Field name="kind" label={texts.kind} isRequired>
          <UnitKindField />
        </Field>
        <Field name="openedOn" label={texts.openedOn} isRequired>
          <DayField />
        </Field>
        {place}
        {area}
      </CommandDialog>
    )
  const { unit } = act
  const of = { unitId: unit.id, expectedVersion: unit.version }
  const title = `${texts.actions[act.kind]} ${unit.name}`
  const box = { title, onClose }
  switch (act.kind) {
    case 'rename':
      return (
        <CommandDialog<typeof contract.renameUnit.input, typeof contract.renameUnit.output, Values>
          {...box}
          spec={contract.renameUnit}
          initial={{ name: unit.name, shortName: unit.shortName }}
          inputOf={(values) => ({
            ...of,
            name: values.name,
            from: values.from,
            ...filled({ shortName: values.shortName }),
          })}
        >
          {name}
          {from}
        </CommandDialog>
      )
    case 'move':
      return (
        <CommandDialog<typeof contract.moveUnit.input, typeof contract.moveUnit.output, Values>
          {...box}
          spec={contract.moveUnit}
          initial={{ parentId: unit.parentId, position: unit.position, ...filled({ groupName: unit.groupName }) }}
          inputOf={(values) => ({
            ...of,
            from: values.from,
            parentId: values.parentId ?? null,
            groupName: values.groupName || null,
            ...filled({ position: values.position }),
          })}
        >
          {place}
          {from}
        </CommandDialog>
      )
    case 'set_area':
      return (
        <CommandDialog<typeof contract.setUnitArea.input, typeof contract.setUnitArea.output, Values>
          {...box}
          spec={contract.setUnitArea}
          initial={filled({ areaCode: unit.areaCode, areaSquareMetres: unit.areaSquareMetres })}
          inputOf={({ areaCode, areaSquareMetres }) => ({ ...of, ...filled({ areaCode, areaSquareMetres }) })}
        >
          {area}
        </CommandDialog>
      )
    case 'close':
      return (
        <CommandDialog<typeof contract.closeUnit.input, typeof contract.closeUnit.output, Values>
          {...box}
          spec={contract.closeUnit}
          inputOf={(values) => ({ ...of, closedOn: values.closedOn, reason: values.reason })}
        >
          <Field name="closedOn" label={texts.closedOn} isRequired>
            <DayField />
          </Field>
          {reason}
        </CommandDialog>
      )
    case 'merge':
      return (
        <CommandDialog<typeof contract.mergeUnit.input, typeof contract.mergeUnit.output, Values>
          {...box}
          spec={contract.mergeUnit}
          inputOf={(values) => ({ ...of, intoId: values.intoId, on: values.on, reason: values.reason })}
        >
          <Field name="intoId" label={texts.into} isRequired>
            <UnitField except={unit.id} />
          </Field>
          <Field name="on" label={words.common.from} isRequired>
            <DayField />
          </Field>
          {reason}
        </CommandDialog>
      )
    case 'reopen':
      return (
        <CommandDialog<typeof contract.reopenUnit.input, typeof contract.reopenUnit.output, Values>
          {...box}
          spec={contract.reopenUnit}
          inputOf={(values) => ({ ...of, reason: values.reason })}
        >
          {reason}
        </CommandDialog>
      )
    default:
      return act satisfies never
  }
}
