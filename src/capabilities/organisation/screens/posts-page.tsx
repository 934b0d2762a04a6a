import { Input } from 'antd'
import { useState } from 'react'
import type { Role } from '../../../kernel/permissions.ts'
import { usePages } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { DayField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { appoint, endPost, listPosts, type Post } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { filled } from './filled.ts'
import { PersonField, RoleField, UnitField, useRoleOptions, useUnitOptions } from './choices.tsx'

const STATE = { on: undefined, unitId: '', role: '', history: false } as const

interface Values {
  readonly personId: string
  readonly unitId: string
  readonly role: Role
  readonly title: string
  readonly fromOn: string
  readonly toOn: string
  readonly reason: string
}

/** Who held which post on a day, or ever. */
export default function PostsPage() {
  const words = useMessages(organisationMessages)
  const texts = words.posts
  const [state, patch, reset] = useUrlState(STATE)
  const [isAppointing, setAppointing] = useState(false)
  const [ending, setEnding] = useState<Post>()
  const mayManage = useMay('organisation.manage')
  const posts = usePages(listPosts, {
    history: state.history,
    ...filled({ on: state.on, unitId: state.unitId }),
    ...(state.role ? { role: state.role as Role } : {}),
  })
  const columns = columnsOf(words, setEnding)
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setAppointing(true)}>
              {texts.appoint}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          { kind: 'choice', key: 'unitId', label: texts.unit, options: useUnitOptions() },
          { kind: 'choice', key: 'role', label: texts.role, options: useRoleOptions() },
          { kind: 'switch', key: 'history', label: texts.history },
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
      <DataTable
        id="organisation.posts"
        label={texts.title}
        columns={columns}
        source={posts}
        rowKey={(row) => row.id}
        empty={texts.empty}
        isFiltered={Boolean(state.unitId || state.role || state.on)}
      />
      {isAppointing ? (
        <CommandDialog<typeof appoint.input, typeof appoint.output, Values>
          title={texts.appoint}
          spec={appoint}
          inputOf={({ personId, unitId, role, title, fromOn, toOn }) => ({
            personId,
            unitId,
            role,
            title,
            fromOn,
            ...filled({ toOn }),
          })}
          onClose={() => setAppointing(false)}
        >
          <Field name="personId" label={texts.person} isRequired>
            <PersonField />
          </Field>
          <Field name="unitId" label={texts.unit} isRequired>
            <UnitField />
          </Field>
          <Field name="role" label={texts.role} isRequired>
            <RoleField />
          </Field>
          <Field name="title" label={texts.postTitle} isRequired>
            <Input maxLength={60} />
          </Field>
          <Field name="fromOn" label={texts.fromOn} isRequired>
            <DayField />
          </Field>
          <Field name="toOn" label={texts.toOn}>
            <DayField />
          </Field>
        </CommandDialog>
      ) : null}
      {ending ? (
        <CommandDialog<typeof endPost.input, typeof endPost.output, Values>
          title={`${texts.end} ${ending.personName} · ${ending.title}`}
          spec={endPost}
          inputOf={({ toOn, reason }) => ({ postId: ending.id, expectedVersion: ending.version, toOn, reason })}
          onClose={() => setEnding(undefined)}
        >
          <Field name="toOn" label={texts.toOn} isRequired>
            <DayField />
          </Field>
          <Field name="reason" label={words.common.reason} isRequired isWide>
            <Input.TextArea maxLength={500} autoSize />
          </Field>
        </CommandDialog>
      ) : null}
    </>
  )
}

function endOf(post: Post, open: string): string {
  return [post.toOn ?? open, post.endReason].filter(Boolean).join(' · ')
}

function columnsOf(
  words: (typeof organisationMessages)['zh-CN'],
  onEnd: (post: Post) => void,
): readonly Column<Post>[] {
  const texts = words.posts
  return [
    { key: 'person', title: texts.person, isPinned: true, width: 110, cell: (row) => row.personName },
    { key: 'unit', title: texts.unit, cell: (row) => row.unitName },
    { key: 'title', title: texts.postTitle, cell: (row) => row.title },
    { key: 'role', title: texts.role, width: 150, cell: (row) => words.roles[row.role] },
    { key: 'fromOn', title: texts.fromOn, width: 110, cell: (row) => row.fromOn },
    { key: 'toOn', title: texts.toOn, width: 150, cell: (row) => endOf(row, texts.open) },
    {
      key: 'actions',
      title: words.common.actions,
      width: 80,
      cell: (row) =>
        row.actions.includes('end') ? (
          <button type="button" className="k-button k-button-text" onClick={() => onEnd(row)}>
            {texts.end}
          </button>
        ) : null,
    },
  ]
}
