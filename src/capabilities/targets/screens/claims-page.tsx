import { Input } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { useCommand, usePages } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import {
  type ActualStatus,
  adoptClaim,
  type Claim,
  type ClaimRow,
  listClaims,
  nameClaimIndicator,
  setClaimAside,
} from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { IndicatorField, optionsOf } from './choices.tsx'
import { today } from './today.ts'
import { ClaimText } from './figures-part.tsx'
import { decimalOf, figureText, type Words } from './wording.ts'

const STATE = { state: 'open' } as const
type Act = { readonly claim: ClaimRow; readonly action: ClaimRow['actions'][number] }

/** Figures somebody published beside the actual ones; the source unit adopts or sets aside. */
export default function ClaimsPage() {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const [state, patch, reset] = useUrlState(STATE)
  const [act, setAct] = useState<Act>()
  const source = usePages(listClaims, state.state ? { state: state.state as Claim['state'] } : {})
  return (
    <>
      <PageHeader title={words.claims.title} note={words.claims.note} />
      <FilterBar
        filters={[{ kind: 'choice', key: 'state', label: words.claims.state, options: optionsOf(words.claimStates) }]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="targets.claims"
        label={words.claims.title}
        columns={columnsOf(words, locale, setAct)}
        source={source}
        rowKey={(row) => row.id}
        empty={words.claims.empty}
      />
      {act ? <ActionBox act={act} onClose={() => setAct(undefined)} /> : null}
    </>
  )
}

function ActionBox({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const { claim, action } = act
  if (action === 'adopt') return <AdoptBox claim={claim} onClose={onClose} />
  if (action === 'setAside') return <SetAsideBox claim={claim} onClose={onClose} />
  return <NameBox claim={claim} onClose={onClose} />
}

function AdoptBox({ claim, onClose }: { readonly claim: ClaimRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const [openedOn] = useState(today)
  type Values = { readonly exactValue?: string; readonly status: ActualStatus; readonly asOf: string }
  return (
    <CommandDialog
      title={words.claims.adopt}
      spec={adoptClaim}
      initial={{ status: 'preliminary', asOf: openedOn }}
      inputOf={(values: Values) => ({
        claimId: claim.id,
        expectedVersion: claim.version,
        exactValue: decimalOf(values.exactValue),
        status: values.status,
        asOf: asDay(values.asOf),
      })}
      submitLabel={words.claims.adopt}
      onClose={onClose}
    >
      <Field name="exactValue" label={words.claims.exact} hint={words.claims.exactHint}>
        <Input inputMode="decimal" placeholder={claim.value ?? ''} />
      </Field>
      <Field name="status" label={words.entry.status} isRequired>
        <ChoiceField options={optionsOf(words.statuses)} />
      </Field>
      <Field name="asOf" label={words.entry.asOf} isRequired>
        <DayField />
      </Field>
    </CommandDialog>
  )
}

function NameBox({ claim, onClose }: { readonly claim: ClaimRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  return (
    <CommandDialog
      title={`${words.claims.nameIndicator} ${claim.indicatorName}`}
      spec={nameClaimIndicator}
      inputOf={(values: { readonly indicatorId: string }) => ({
        claimId: claim.id,
        expectedVersion: claim.version,
        indicatorId: values.indicatorId,
      })}
      onClose={onClose}
    >
      <Field name="indicatorId" label={words.fields.indicatorId} isRequired>
        <IndicatorField />
      </Field>
    </CommandDialog>
  )
}

function SetAsideBox({ claim, onClose }: { readonly claim: ClaimRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const command = useCommand(setClaimAside, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.claims.setAside}
      isSending={command.isPending}
      refusal={command.error}
      onCancel={onClose}
      onConfirm={(reason) => command.mutate({ claimId: claim.id, expectedVersion: claim.version, reason })}
    />
  )
}

function columnsOf(words: Words, locale: Locale, onAct: (act: Act) => void): readonly Column<ClaimRow>[] {
  return [
    { key: 'indicator', title: words.columns.indicator, isPinned: true, cell: (row) => row.indicatorName },
    { key: 'unit', title: words.columns.unit, cell: (row) => row.unitName },
    { key: 'period', title: words.columns.period, cell: (row) => formatPeriod(row.period, locale) },
    { key: 'status', title: words.columns.status, cell: (row) => words.claimStatuses[row.status] },
    {
      key: 'value',
      title: words.claims.published,
      kind: 'number',
      cell: (row) => (
        <>
          <ClaimText claim={row} /> {row.unitText}
        </>
      ),
    },
    {
      key: 'actual',
      title: words.claims.actual,
      kind: 'number',
      cell: (row) => figureText(row.actual?.value ?? null),
    },
    {
      key: 'source',
      title: words.claims.quote,
      cell: (row) => (
        <>
          <AppLink to={`/dispatches/${row.source.dispatchId}`}>{row.source.title}</AppLink>{' '}
          <q className="k-quiet">{row.source.quote}</q>
        </>
      ),
    },
    { key: 'state', title: words.columns.state, cell: (row) => words.claimStates[row.state] },
    {
      key: 'actions',
      title: words.form.decide,
      cell: (row) =>
        row.actions.map((action) => (
          <button
            key={action}
            type="button"
            className="k-button k-button-text"
            onClick={() => onAct({ claim: row, action })}
          >
            {words.claims[action]}
          </button>
        )),
    },
  ]
}
