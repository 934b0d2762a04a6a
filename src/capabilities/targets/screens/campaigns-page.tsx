import { Input } from 'antd'
import { useState } from 'react'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { NumberField } from '../../../ui/kit/fields.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  type Campaign,
  type CampaignAction,
  type CampaignBody,
  createCampaign,
  listCampaigns,
  moveCampaign,
  updateCampaign,
} from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { UnitField } from './choices.tsx'
import { thisYear } from './today.ts'
import type { Words } from './wording.ts'

type CampaignRow = Campaign
type Act = { readonly campaign: CampaignRow; readonly action: CampaignAction }

/** Drives of a year or several, with the targets that belong to them. */
export default function CampaignsPage() {
  const words = useMessages(targetsMessages)
  const [act, setAct] = useState<Act | 'new'>()
  const mayManage = useMay('targets.manage')
  const answer = useOperation(listCampaigns, { withWithdrawn: mayManage })
  const close = (): void => setAct(undefined)
  return (
    <>
      <PageHeader
        title={words.campaigns.title}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setAct('new')}>
              {words.campaigns.create}
            </button>
          ) : null
        }
      />
      <DataTable
        id="targets.campaigns"
        label={words.campaigns.title}
        columns={columnsOf(words, setAct)}
        source={sourceOf(answer, ({ items }) => items)}
        rowKey={(row) => row.id}
        empty={words.campaigns.empty}
      />
      {act === 'new' ? <CampaignDialog onClose={close} /> : null}
      {act && act !== 'new' && act.action === 'edit' ? (
        <CampaignDialog campaign={act.campaign} onClose={close} />
      ) : null}
      {act && act !== 'new' && act.action !== 'edit' ? (
        <MoveBox campaign={act.campaign} action={act.action} onClose={close} />
      ) : null}
    </>
  )
}

function MoveBox({
  campaign,
  action,
  onClose,
}: {
  readonly campaign: CampaignRow
  readonly action: Exclude<CampaignAction, 'edit'>
  readonly onClose: () => void
}) {
  const words = useMessages(targetsMessages)
  const command = useCommand(moveCampaign, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={`${words.campaignActions[action]} ${campaign.name}`}
      isDanger={action === 'withdraw'}
      isSending={command.isPending}
      refusal={command.error}
      onCancel={onClose}
      onConfirm={(reason) =>
        command.mutate({ campaignId: campaign.id, expectedVersion: campaign.version, action, reason })
      }
    />
  )
}

function CampaignDialog({ campaign, onClose }: { readonly campaign?: CampaignRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const [year] = useState(thisYear)
  const fields = (
    <>
      <Field name="name" label={words.columns.campaign} isRequired isWide>
        <Input maxLength={200} />
      </Field>
      <Field name="firstYear" label={words.fields.firstYear} isRequired>
        <NumberField />
      </Field>
      <Field name="lastYear" label={words.fields.lastYear} isRequired>
        <NumberField />
      </Field>
      <Field name="leadUnitId" label={words.fields.leadUnitId} isRequired>
        <UnitField />
      </Field>
      <Field name="summary" label={words.indicators.note} isWide>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </>
  )
  if (!campaign)
    return (
      <CommandDialog
        title={words.campaigns.create}
        spec={createCampaign}
        initial={{ firstYear: year, lastYear: year }}
        inputOf={(values: CampaignBody) => values}
        onClose={onClose}
      >
        {fields}
      </CommandDialog>
    )
  return (
    <CommandDialog
      title={words.campaigns.edit}
      spec={updateCampaign}
      initial={campaign}
      inputOf={(body: CampaignBody) => ({ campaignId: campaign.id, expectedVersion: campaign.version, body })}
      onClose={onClose}
    >
      {fields}
    </CommandDialog>
  )
}

function columnsOf(words: Words, onAct: (act: Act) => void): readonly Column<CampaignRow>[] {
  return [
    {
      key: 'name',
      title: words.columns.campaign,
      isPinned: true,
      cell: (row: CampaignRow) => (
        <AppLink to={`/targets?campaignId=${row.id}&year=${row.lastYear}`}>{row.name}</AppLink>
      ),
    },
    { key: 'years', title: words.list.year, cell: (row) => words.campaigns.years(row.firstYear, row.lastYear) },
    { key: 'lead', title: words.fields.leadUnitId, cell: (row) => row.leadUnitName },
    { key: 'targets', title: words.list.title, cell: (row) => words.campaigns.targets(row.targets) },
    { key: 'state', title: words.columns.state, cell: (row) => words.campaignStates[row.state] },
    { key: 'summary', title: words.indicators.note, cell: (row) => row.summary },
    {
      key: 'actions',
      title: words.form.decide,
      cell: (row) =>
        row.actions.map((action) => (
          <button
            key={action}
            type="button"
            className="k-button k-button-text"
            onClick={() => onAct({ campaign: row, action })}
          >
            {words.campaignActions[action]}
          </button>
        )),
    },
  ]
}
