import { Input } from 'antd'
import { useState } from 'react'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import {
  type Delegation,
  giveDelegation,
  listDelegablePosts,
  listDelegations,
  withdrawDelegation,
} from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { PersonField } from './choices.tsx'

const STATE = { withPast: false } as const

interface Values {
  readonly postId: string
  readonly delegateId: string
  readonly fromOn: string
  readonly toOn: string
  readonly reason: string
}

/** Who enters on whose behalf, from when to when. */
export default function DelegationsPage() {
  const words = useMessages(organisationMessages)
  const texts = words.delegations
  const [state, patch, reset] = useUrlState(STATE)
  const [isGiving, setGiving] = useState(false)
  const [leaving, setLeaving] = useState<Delegation>()
  const delegations = useOperation(listDelegations, { withPast: state.withPast })
  const posts = useOperation(listDelegablePosts, {})
  const withdraw = useCommand(withdrawDelegation, { onSuccess: () => setLeaving(undefined) })
  const columns = columnsOf(words, setLeaving)
  const options = (posts.data?.items ?? []).map((post) => ({
    value: post.id,
    label: `${post.personName} · ${post.unitName} · ${post.title}`,
  }))
  return (
    <>
      <PageHeader
        title={texts.title}
        note={posts.data && options.length === 0 ? texts.noPosts : texts.note}
        actions={
          options.length > 0 ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setGiving(true)}>
              {texts.give}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[{ kind: 'switch', key: 'withPast', label: texts.withPast }]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="organisation.delegations"
        label={texts.title}
        columns={columns}
        source={sourceOf(delegations, (answer) => answer.items)}
        rowKey={(row) => row.id}
        empty={texts.empty}
      />
      {isGiving ? (
        <CommandDialog<typeof giveDelegation.input, typeof giveDelegation.output, Values>
          title={texts.give}
          spec={giveDelegation}
          inputOf={(values) => values}
          onClose={() => setGiving(false)}
        >
          <Field name="postId" label={texts.post} isRequired isWide>
            <ChoiceField options={options} />
          </Field>
          <Field name="delegateId" label={texts.delegate} isRequired isWide>
            <PersonField />
          </Field>
          <Field name="fromOn" label={words.common.from} isRequired>
            <DayField />
          </Field>
          <Field name="toOn" label={words.common.to} isRequired>
            <DayField />
          </Field>
          <Field name="reason" label={words.common.reason} isRequired isWide>
            <Input maxLength={500} />
          </Field>
        </CommandDialog>
      ) : null}
      <ConfirmWithReason
        isOpen={leaving !== undefined}
        title={texts.withdraw}
        isSending={withdraw.isPending}
        refusal={withdraw.error}
        onCancel={() => setLeaving(undefined)}
        onConfirm={(reason) =>
          leaving && withdraw.mutate({ delegationId: leaving.id, expectedVersion: leaving.version, reason })
        }
      />
    </>
  )
}

function columnsOf(
  words: (typeof organisationMessages)['zh-CN'],
  onLeave: (delegation: Delegation) => void,
): readonly Column<Delegation>[] {
  const texts = words.delegations
  return [
    { key: 'owner', title: texts.owner, isPinned: true, width: 110, cell: (row) => row.ownerName },
    { key: 'post', title: texts.post, cell: (row) => `${row.unitName} · ${words.roles[row.role]}` },
    { key: 'delegate', title: texts.delegate, width: 110, cell: (row) => row.delegateName },
    { key: 'days', title: texts.days, width: 210, cell: (row) => `${row.fromOn} – ${row.toOn}` },
    {
      key: 'reason',
      title: words.common.reason,
      cell: (row) => (row.withdrawnOn ? `${row.reason} · ${texts.withdrawn(row.withdrawnOn)}` : row.reason),
    },
    {
      key: 'actions',
      title: words.common.actions,
      width: 80,
      cell: (row) =>
        row.actions.includes('withdraw') ? (
          <button type="button" className="k-button k-button-text" onClick={() => onLeave(row)}>
            {texts.withdraw}
          </button>
        ) : null,
    },
  ]
}
