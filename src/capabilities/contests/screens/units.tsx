import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { listProjects } from '../../key-projects/contract.ts'
import { listPosts, listUnits } from '../../organisation/contract.ts'

/** The names of the units of today by id. */
export function useUnitNames(): ReadonlyMap<string, string> {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return useMemo(() => new Map((units.data?.items ?? []).map(({ id, name }) => [id, name])), [units.data])
}

interface One {
  readonly value: string | null
  readonly label: string
  readonly isDisabled?: boolean
  readonly onChange: (value: string | null) => void
}

/** One unit of today. */
export function UnitChoice({ value, label, isDisabled = false, onChange }: One) {
  const names = useUnitNames()
  return (
    <ChoiceField
      aria-label={label}
      value={value}
      disabled={isDisabled}
      options={[...names].map(([id, name]) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  )
}

/** One post, by its title and holder; it decides which sponsored projects a judge may not vote on. */
export function PostChoice({ value, label, isDisabled = false, onChange }: One) {
  const leaders = useOperation(listPosts, { limit: 200 }, { staleMs: 60_000 })
  return (
    <ChoiceField
      aria-label={label}
      value={value}
      disabled={isDisabled}
      options={(leaders.data?.items ?? []).map((post) => ({
        value: post.id,
        label: `${post.title} · ${post.unitName}`,
      }))}
      onChange={onChange}
    />
  )
}

/** A project as an entrant is made of it. */
export interface FoundProject {
  readonly id: string
  readonly name: string
  readonly unitId: string | null
}

/** Finds a project by words or pinyin and hands it on; the box is empty again after. */
export function ProjectFinder({
  label,
  hint,
  taken,
  onFound,
}: {
  readonly label: string
  readonly hint: string
  readonly taken: ReadonlySet<string>
  readonly onFound: (project: FoundProject) => void
}) {
  const [text, setText] = useState('')
  const found = useOperation(
    listProjects,
    { text: text.trim(), limit: 20, sort: 'name' },
    { enabled: text.trim() !== '' },
  )
  const projects = (found.data?.items ?? []).filter(({ id }) => !taken.has(id))
  return (
    <Select<string | null>
      style={{ width: 280 }}
      aria-label={label}
      placeholder={hint}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={null}
      options={projects.map(({ id, name, number }) => ({ value: id, label: `${number} ${name}` }))}
      notFoundContent={null}
      onChange={(id) => {
        const project = projects.find((each) => each.id === id)
        if (project) onFound({ id: project.id, name: project.name, unitId: project.unitId })
        setText('')
      }}
    />
  )
}
