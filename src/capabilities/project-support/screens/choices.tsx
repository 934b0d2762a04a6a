import { Select } from 'antd'
import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { listProjects } from '../../key-projects/contract.ts'
import { listPosts, listUnits } from '../../organisation/contract.ts'

interface Entry {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}

/** One unit of today. */
export function UnitField(entry: Entry) {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (
    <ChoiceField {...entry} options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} />
  )
}

/** Posts of leaders, as options: those who sponsor, and the chiefs alone where asked. */
export function useLeaderOptions(which: 'all' | 'chiefs') {
  const chiefs = useOperation(listPosts, { role: 'chief_leader', limit: 200 }, { staleMs: 60_000 })
  const isAll = which === 'all'
  const sponsors = useOperation(
    listPosts,
    { role: 'sponsoring_leader', limit: 200 },
    { staleMs: 60_000, enabled: isAll },
  )
  return [...(chiefs.data?.items ?? []), ...(isAll ? (sponsors.data?.items ?? []) : [])].map((post) => ({
    value: post.id,
    label: `${post.title} · ${post.personName}`,
  }))
}

/** One leader's post. */
export function LeaderField({ which = 'all', ...entry }: Entry & { readonly which?: 'all' | 'chiefs' }) {
  return <ChoiceField {...entry} options={useLeaderOptions(which)} />
}

/** One project, found by Chinese, pinyin or initials. */
export function ProjectField({ value, onChange, ...rest }: Entry) {
  const [text, setText] = useState('')
  const found = useOperation(listProjects, { text, sort: 'name', limit: 50 }, { keepPrevious: true })
  return (
    <Select<string>
      {...rest}
      className="k-fill"
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? undefined}
      options={(found.data?.items ?? []).map((project) => ({ value: project.id, label: project.name }))}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  )
}
