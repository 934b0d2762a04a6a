import { Input, Select } from 'antd'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listUnits } from '../../organisation/contract.ts'
import type { SchemeBody, SchemeProof } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { freshKey, withAt } from './scheme-draft.ts'

/** Units open today, as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {}, { staleMs: 60_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** Groups of units compared with each other only, and units that stay outside with the reason. */
export function GroupsEditor({
  body,
  outside,
  onChange,
}: {
  readonly body: SchemeBody
  readonly outside: SchemeProof['groups']['outside']
  readonly onChange: (body: SchemeBody) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  const options = useUnitOptions()
  const grouped = new Set(body.groups.flatMap(({ unitIds }) => unitIds))
  return (
    <Section title={own.groups} note={own.groupsNote}>
      <div className="k-stack">
        {body.groups.map((group, at) => {
          const change = (next: typeof group | undefined) =>
            onChange({ ...body, groups: withAt(body.groups, at, next) })
          return (
            <div key={group.key} className="as-group" role="group" aria-label={group.name || own.unnamed}>
              <label className="k-filter">
                {own.groupName}
                <Input
                  value={group.name}
                  maxLength={100}
                  onChange={(event) => change({ ...group, name: event.target.value })}
                />
              </label>
              <label className="k-filter as-wide">
                {own.units(group.unitIds.length)}
                <Select<string[]>
                  mode="multiple"
                  aria-label={own.units(group.unitIds.length)}
                  value={[...group.unitIds]}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={options.filter(({ value }) => !grouped.has(value) || group.unitIds.includes(value))}
                  onChange={(unitIds) => change({ ...group, unitIds })}
                />
              </label>
              <button type="button" className="k-button k-button-text" onClick={() => change(undefined)}>
                {own.remove}
              </button>
            </div>
          )
        })}
        <div className="k-toolbar">
          <button
            type="button"
            className="k-button"
            disabled={body.groups.length >= 30}
            onClick={() =>
              onChange({
                ...body,
                groups: [...body.groups, { key: freshKey('g', body.groups), name: '', unitIds: [] }],
              })
            }
          >
            {own.addGroup}
          </button>
        </div>
        {outside.length > 0 ? (
          <div className="as-outside">
            <b>{own.outside(outside.length)}</b> <span className="k-quiet">{own.outsideNote}</span>
            <ul>
              {outside.map(({ unitId, name }) => (
                <li key={unitId}>
                  <Mark tone="warn">{name}</Mark>
                  <button
                    type="button"
                    className="k-button k-button-text"
                    onClick={() =>
                      onChange({ ...body, exempt: [...body.exempt, { unitId, reason: own.exemptReason }] })
                    }
                  >
                    {own.exempt}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {body.exempt.map((each, at) => (
          <div key={each.unitId} className="as-row">
            <Mark>{options.find(({ value }) => value === each.unitId)?.label ?? each.unitId}</Mark>
            <label className="k-filter as-wide">
              {own.exemptWhy}
              <Input
                value={each.reason}
                maxLength={100}
                onChange={(event) =>
                  onChange({ ...body, exempt: withAt(body.exempt, at, { ...each, reason: event.target.value }) })
                }
              />
            </label>
            <button
              type="button"
              className="k-button k-button-text"
              onClick={() => onChange({ ...body, exempt: withAt(body.exempt, at, undefined) })}
            >
              {own.remove}
            </button>
          </div>
        ))}
      </div>
    </Section>
  )
}
