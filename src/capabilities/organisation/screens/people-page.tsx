import { Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import type { Role } from '../../../kernel/permissions.ts'
import { listPeople, type Person } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { filled } from './filled.ts'
import { useRoleOptions, useUnitOptions } from './choices.tsx'
import { type PersonAct, PersonDialog } from './person-dialog.tsx'

const STATE = { search: '', unitId: '', role: '', state: '' } as const

/** People by name, pinyin, account, unit and role, with what can be done about each. */
export default function PeoplePage() {
  const words = useMessages(organisationMessages)
  const texts = words.people
  const [state, patch, reset] = useUrlState(STATE)
  const [act, setAct] = useState<PersonAct>()
  const [handed, setHanded] = useState<{ readonly account: string; readonly password: string }>()
  const mayManage = useMay('organisation.manage')
  const { role, state: inState, ...rest } = filled(state)
  const people = usePages(listPeople, {
    ...rest,
    ...(role ? { role: role as Role } : {}),
    ...(inState ? { state: inState as Person['state'] } : {}),
  })
  const columns = columnsOf(words, setAct)
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setAct({ kind: 'create' })}>
              {texts.create}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'search', label: words.common.search },
          { kind: 'choice', key: 'unitId', label: texts.unit, options: useUnitOptions() },
          { kind: 'choice', key: 'role', label: texts.role, options: useRoleOptions() },
          {
            kind: 'choice',
            key: 'state',
            label: texts.state,
            options: (['active', 'disabled', 'erased'] as const).map((value) => ({
              value,
              label: texts.states[value],
            })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="organisation.people"
        label={texts.title}
        columns={columns}
        source={people}
        rowKey={(row) => row.id}
        empty={texts.empty}
        isFiltered={Object.values(state).some(Boolean)}
      />
      {act ? <PersonDialog act={act} onClose={() => setAct(undefined)} onPassword={setHanded} /> : null}
      <Modal
        open={handed !== undefined}
        title={texts.firstPassword}
        onOk={() => setHanded(undefined)}
        onCancel={() => setHanded(undefined)}
        cancelButtonProps={{ hidden: true }}
        mask={{ closable: false }}
      >
        <p>{texts.firstPasswordHint}</p>
        <p>
          {texts.account}: <b>{handed?.account}</b>
        </p>
        <p>
          {texts.firstPassword}: <code>{handed?.password}</code>
        </p>
      </Modal>
    </>
  )
}

function StateMarks({ person }: { readonly person: Person }) {
  const words = useMessages(organisationMessages).people
  return (
    <>
      {person.state === 'active' ? null : <Mark tone="notice">{words.states[person.state]}</Mark>}
      {person.isLocked ? <Mark tone="bad">{words.locked}</Mark> : null}
      {person.totpEnabled ? <Mark tone="good">{words.totp}</Mark> : null}
      {person.mustChangePassword && person.state === 'active' ? <Mark>{words.firstLogin}</Mark> : null}
    </>
  )
}

function columnsOf(
  words: (typeof organisationMessages)['zh-CN'],
  onAct: (act: PersonAct) => void,
): readonly Column<Person>[] {
  const texts = words.people
  return [
    { key: 'name', title: texts.name, isPinned: true, width: 110, cell: (row) => row.name },
    { key: 'account', title: texts.account, width: 130, cell: (row) => row.account },
    { key: 'phone', title: texts.phone, width: 130, cell: (row) => row.phone ?? words.common.none },
    {
      key: 'posts',
      title: texts.posts,
      cell: (row) =>
        row.posts.map((post) => (
          <div key={post.id}>
            {post.unitName} · {post.title} <span className="k-quiet">{words.roles[post.role]}</span>
          </div>
        )),
    },
    { key: 'state', title: texts.state, width: 150, cell: (row) => <StateMarks person={row} /> },
    {
      key: 'actions',
      title: words.common.actions,
      width: 70,
      cell: (row) =>
        row.actions.length > 0 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: row.actions.map((kind) => ({
                key: kind,
                label: texts.actions[kind],
                onClick: () => onAct({ kind, person: row }),
              })),
            }}
          >
            <button type="button" className="k-button k-button-text" aria-label={`${words.common.actions} ${row.name}`}>
              …
            </button>
          </Dropdown>
        ) : null,
    },
  ]
}
