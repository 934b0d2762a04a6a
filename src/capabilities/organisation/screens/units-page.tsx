import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { Tree, type TreeNode } from '../../../ui/kit/tree.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { listPosts, listUnits, showUnit, type Unit } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { type UnitAct, UnitDialog } from './unit-dialog.tsx'

const STATE = { on: undefined, search: '', withClosed: false, unit: undefined } as const

/** The units of the region as a tree, on any day; the chosen one with its names, posts and what can be done to it. */
export default function UnitsPage() {
  const words = useMessages(organisationMessages)
  const [state, patch, reset] = useUrlState(STATE)
  const [act, setAct] = useState<UnitAct>()
  const mayManage = useMay('organisation.manage')
  const units = useOperation(
    listUnits,
    {
      withClosed: state.withClosed,
      ...(state.on ? { on: state.on } : {}),
      ...(state.search ? { search: state.search } : {}),
    },
    { keepPrevious: true },
  )
  return (
    <>
      <PageHeader
        title={words.units.title}
        note={words.units.note}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setAct({ kind: 'create' })}>
              {words.units.create}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'search', label: words.common.search },
          { kind: 'switch', key: 'withClosed', label: words.units.withClosed },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
        extra={
          <div className="k-filter">
            <label>
              {words.common.on}
              <DayField value={state.on ?? null} onChange={(on) => patch({ on: on ?? undefined })} />
            </label>
          </div>
        }
      />
      <Answer of={units}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.units.empty}</Empty>
          ) : (
            <div className="k-toolbar" style={{ alignItems: 'flex-start' }}>
              <div style={{ flex: '1 1 320px' }}>
                <Tree
                  nodes={treeOf(items, (unit) => nodeLabel(unit, words))}
                  label={words.units.title}
                  selected={state.unit}
                  onSelect={(unit) => patch({ unit })}
                />
              </div>
              {state.unit ? (
                <div style={{ flex: '2 1 420px' }}>
                  <UnitRecord unitId={state.unit} units={items} onAct={setAct} />
                </div>
              ) : null}
            </div>
          )
        }
      </Answer>
      {act ? <UnitDialog act={act} onClose={() => setAct(undefined)} /> : null}
    </>
  )
}

type Words = (typeof organisationMessages)['zh-CN']

function nodeLabel(unit: Unit, words: Words): string {
  return unit.closedOn === null ? unit.name : `${unit.name}（${words.units.closedOn} ${unit.closedOn}）`
}

/** The units as a tree; one whose parent is not among them stands at the top. */
function treeOf(units: readonly Unit[], labelOf: (unit: Unit) => string): readonly TreeNode[] {
  const known = new Set(units.map((unit) => unit.id))
  const children = new Map<string | null, Unit[]>()
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), unit])
  }
  const nodesUnder = (parent: string | null): readonly TreeNode[] =>
    (children.get(parent) ?? []).map((unit) => ({
      key: unit.id,
      label: labelOf(unit),
      children: nodesUnder(unit.id),
    }))
  return nodesUnder(null)
}

function UnitRecord({
  unitId,
  units,
  onAct,
}: {
  readonly unitId: string
  readonly units: readonly Unit[]
  readonly onAct: (act: UnitAct) => void
}) {
  const words = useMessages(organisationMessages)
  const record = useOperation(showUnit, { unitId })
  const posts = useOperation(listPosts, { unitId, limit: 200 })
  const nameOf = (id: string | null) => units.find((each) => each.id === id)?.name
  return (
    <Answer of={record}>
      {({ unit, history }) => (
        <Section
          title={unit.name}
          actions={unit.actions.map((kind) => (
            <button key={kind} type="button" className="k-button" onClick={() => onAct({ kind, unit })}>
              {words.units.actions[kind]}
            </button>
          ))}
        >
          <Facts
            items={[
              { label: words.units.shortName, value: unit.shortName },
              { label: words.units.kind, value: words.unitKinds[unit.kind] },
              { label: words.units.parent, value: nameOf(unit.parentId) },
              { label: words.units.group, value: unit.groupName },
              { label: words.units.openedOn, value: unit.openedOn },
              { label: words.units.closedOn, value: closing(unit, nameOf(unit.mergedIntoId), words) },
              { label: words.units.areaCode, value: unit.areaCode },
              { label: words.units.area, value: unit.areaSquareMetres },
            ]}
          />
          <h3>{words.common.history}</h3>
          <ul>
            {history.map((each) => (
              <li key={each.validFrom}>
                {words.common.since(each.validFrom)} {each.name}
              </li>
            ))}
          </ul>
          <h3>{words.posts.title}</h3>
          <Answer of={posts}>
            {({ items }) =>
              items.length === 0 ? (
                <p className="k-quiet">{words.posts.empty}</p>
              ) : (
                <ul>
                  {items.map((post) => (
                    <li key={post.id}>
                      {post.personName} · {post.title} · {words.roles[post.role]}
                    </li>
                  ))}
                </ul>
              )
            }
          </Answer>
        </Section>
      )}
    </Answer>
  )
}

function closing(unit: Unit, into: string | undefined, words: Words): string | null {
  if (unit.closedOn === null) return null
  return [unit.closedOn, unit.closedReason, into && words.units.mergedInto(into)].filter(Boolean).join(' · ')
}
