import { Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { asDay, yearOf } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import {
  enterSupply,
  type Factor,
  type FactorBalance,
  type FactorSupply,
  FACTORS,
  listSupplies,
  showBalance,
} from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { AmountField, AmountText } from './amounts.tsx'
import { ApprovalFields } from './need-dialogs.tsx'
import './project-support.css'
import { today } from './today.ts'

type Words = (typeof projectSupportMessages)['zh-CN']

const STATE = { year: String(yearOf(today())) }

/** The region's balance of every factor of a year, and the lines of its supply. */
export default function BalancePage() {
  const words = useMessages(projectSupportMessages)
  const { locale } = useLocale()
  const isSample = useSession().sample
  const mayManage = useMay('project_support.manage')
  const [isEntering, setEntering] = useState(false)
  const [state, patch, reset] = useUrlState(STATE)
  const year = Number(state.year) || yearOf(today())
  const balance = useOperation(showBalance, { year }, { keepPrevious: true })
  const supplies = useOperation(listSupplies, { year })
  const now = yearOf(today())
  return (
    <>
      <PageHeader
        title={words.balance.title}
        note={[balance.data ? words.balance.asOf(formatDay(asDay(balance.data.asOf), locale)) : '', words.balance.note]
          .filter(Boolean)
          .join(' · ')}
        marks={isSample ? <SampleMark /> : null}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setEntering(true)}>
              {words.balance.enter}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          {
            kind: 'choice',
            key: 'year',
            label: words.balance.year,
            options: [now + 1, now, now - 1].map((each) => ({ value: String(each), label: String(each) })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="project_support.balance"
        label={words.balance.title}
        columns={balanceColumns(words, year)}
        source={sourceOf(balance, ({ items }) => items)}
        rowKey={(row) => row.factor}
      />
      <Section title={words.balance.supplies}>
        <DataTable
          id="project_support.supplies"
          label={words.balance.supplies}
          columns={supplyColumns(words)}
          source={sourceOf(supplies, ({ items }) => items)}
          rowKey={(row) => row.id}
          empty={words.balance.suppliesEmpty}
        />
      </Section>
      {isEntering ? <SupplyDialog year={year} onClose={() => setEntering(false)} /> : null}
    </>
  )
}

function balanceColumns(words: Words, year: number): readonly Column<FactorBalance>[] {
  const amount = (key: 'supply' | 'allocated' | 'borrowed' | 'wanted' | 'uncovered' | 'delivered') => ({
    key,
    title: words.balance[key],
    kind: 'number' as const,
    width: 110,
    cell: (row: FactorBalance) => <AmountText factor={row.factor} amount={row[key]} />,
  })
  return [
    {
      key: 'factor',
      title: words.balance.factor,
      width: 130,
      isPinned: true,
      cell: (row) => words.factors[row.factor],
    },
    amount('supply'),
    amount('allocated'),
    {
      key: 'left',
      title: words.balance.left,
      kind: 'number',
      width: 120,
      cell: (row) => (
        <span className={row.left < 0 ? 'ps-below' : undefined}>
          {row.left < 0 ? <Mark tone="bad">{words.balance.overdrawn}</Mark> : null}{' '}
          <AmountText factor={row.factor} amount={row.left} />
        </span>
      ),
    },
    amount('borrowed'),
    amount('wanted'),
    amount('uncovered'),
    amount('delivered'),
    {
      key: 'needs',
      title: words.balance.needs,
      kind: 'number',
      width: 80,
      cell: (row) =>
        row.needs === 0 ? 0 : <AppLink to={`/factor-needs?factor=${row.factor}&year=${year}`}>{row.needs}</AppLink>,
    },
    { key: 'late', title: words.balance.late, kind: 'number', width: 70, cell: (row) => row.late },
    {
      key: 'approvals',
      title: words.balance.approvals,
      width: 340,
      cell: (row) =>
        row.approvals.length === 0
          ? '—'
          : row.approvals.map((each) => (
              <div key={`${each.document} ${each.onDay}`}>
                <DayText day={each.onDay} /> {words.needs.approvedAs(each.title, each.personName, each.document)}
              </div>
            )),
    },
  ]
}

function supplyColumns(words: Words): readonly Column<FactorSupply>[] {
  return [
    { key: 'onDay', title: words.needs.onDay, width: 130, isPinned: true, cell: (row) => <DayText day={row.onDay} /> },
    { key: 'factor', title: words.balance.factor, width: 130, cell: (row) => words.factors[row.factor] },
    {
      key: 'amount',
      title: words.balance.change,
      kind: 'number',
      width: 120,
      cell: (row) => <AmountText factor={row.factor} amount={row.amount} />,
    },
    { key: 'basis', title: words.balance.basis, width: 260, cell: (row) => row.basis },
    {
      key: 'approval',
      title: words.needs.approval,
      width: 200,
      cell: ({ approval }) =>
        approval ? words.needs.approvedAs(approval.title, approval.personName, approval.document) : '—',
    },
    { key: 'actor', title: words.needs.actor, width: 130, cell: (row) => row.actorName },
  ]
}

interface Supplied {
  readonly factor: Factor
  readonly year: number
  readonly amount: number
  readonly onDay: string
  readonly basis: string
  readonly approval?: { readonly postId?: string; readonly document?: string }
}

/** Enters a line of supply. */
function SupplyDialog({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const words = useMessages(projectSupportMessages)
  const [form] = Form.useForm<Supplied>()
  const factor = Form.useWatch('factor', form)
  const amount = Form.useWatch('amount', form)
  const enter = useCommand(enterSupply, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.balance.enter}
      footer={null}
      width={640}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <RecordForm<Supplied>
        label={words.balance.enter}
        form={form}
        initial={{ year, onDay: today() }}
        refusal={enter.error}
        isSending={enter.isPending}
        onCancel={onClose}
        onSubmit={({ approval, ...written }) =>
          enter.mutate({
            ...written,
            approval: approval?.postId ? { postId: approval.postId, document: approval.document ?? '' } : null,
          })
        }
      >
        <Field name="factor" label={words.balance.factor} isRequired>
          <ChoiceField options={FACTORS.map((value) => ({ value, label: words.factors[value] }))} />
        </Field>
        <Field name="amount" label={words.balance.change} isRequired>
          <AmountField factor={factor} />
        </Field>
        <Field name="year" label={words.balance.year} isRequired>
          <InputNumber className="k-fill" min={2000} max={2100} precision={0} controls={false} />
        </Field>
        <Field name="onDay" label={words.needs.onDay} isRequired>
          <DayField />
        </Field>
        <Field name="basis" label={words.balance.basis} hint={words.needs.basisHint} isRequired isWide>
          <Input maxLength={500} />
        </Field>
        {(amount ?? 0) < 0 ? <ApprovalFields /> : null}
      </RecordForm>
    </Modal>
  )
}
