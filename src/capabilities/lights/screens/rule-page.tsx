import { Modal } from 'antd'
import { useState } from 'react'
import { DayField } from '../../../ui/kit/fields.tsx'
import { dayOf } from '../../../kernel/day.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  discardDraft,
  draftRule,
  publishRule,
  retireRule,
  type RuleSet,
  type RuleVersion,
  showRuleSet,
} from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { CoverageProof, RuleBodyParts } from './rule-body.tsx'
import { ReplayPart } from './replay-part.tsx'

function today(): string {
  return dayOf(new Date())
}

const TONES = { draft: 'notice', published: 'good', retired: 'calm' } as const

/** One rule set: its versions, the proof of each, a replay on past periods, and what can be done with it. */
export default function RulePage() {
  const words = useMessages(lightsMessages)
  const { code } = usePathFields('code')
  const rule = useOperation(showRuleSet, { code })
  return (
    <Answer of={rule}>
      {({ ruleSet, versions }) => (
        <>
          <PageHeader
            back={<AppLink to="/lights">{words.back}</AppLink>}
            title={ruleSet.name}
            note={`${words.judges}: ${words.subjectKinds[ruleSet.subjectKind]}`}
            actions={<NextDraft ruleSet={ruleSet} latest={versions[0]} />}
          />
          {versions.map((version) => (
            <VersionPart key={version.version} ruleSet={ruleSet} version={version} />
          ))}
        </>
      )}
    </Answer>
  )
}

function NextDraft({ ruleSet, latest }: { readonly ruleSet: RuleSet; readonly latest: RuleVersion | undefined }) {
  const words = useMessages(lightsMessages)
  const go = useGo()
  const mayManage = useMay('lights.manage')
  const draft = useCommand(draftRule, { onSuccess: ({ code }) => go(`/lights/${code}/draft`) })
  if (!mayManage || ruleSet.draft !== null || !latest) return null
  const { code, name, subjectKind } = ruleSet
  return (
    <>
      {draft.error ? <RefusalNote refusal={draft.error} /> : null}
      <button
        type="button"
        className="k-button k-button-primary"
        disabled={draft.isPending}
        onClick={() => draft.mutate({ code, name, subjectKind, source: latest.source, body: latest.body })}
      >
        {words.draft}
      </button>
    </>
  )
}

function VersionPart({ ruleSet, version }: { readonly ruleSet: RuleSet; readonly version: RuleVersion }) {
  const words = useMessages(lightsMessages)
  const [isOpen, setOpen] = useState(version.state !== 'retired')
  return (
    <Section
      title={words.versionNumber(version.version)}
      note={<Mark tone={TONES[version.state]}>{words.states[version.state]}</Mark>}
      actions={
        <>
          <VersionActions code={ruleSet.code} version={version} />
          <button
            type="button"
            className="k-button k-button-text"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
        </>
      }
    >
      {isOpen ? (
        <>
          <p className="k-quiet">
            {version.source ? `${words.source}: ${version.source} · ` : ''}
            {words.validFrom}: <DayText day={version.validFrom} />
          </p>
          {version.state === 'draft' ? <CoverageProof body={version.body} /> : null}
          <RuleBodyParts body={version.body} />
          {version.actions.includes('replay') ? <ReplayPart ruleSet={ruleSet} version={version.version} /> : null}
        </>
      ) : null}
    </Section>
  )
}

function VersionActions({ code, version }: { readonly code: string; readonly version: RuleVersion }) {
  const words = useMessages(lightsMessages)
  const [asked, setAsked] = useState<'publish' | 'retire' | 'discard'>()
  const [validFrom, setValidFrom] = useState(today)
  const close = (): void => setAsked(undefined)
  const publish = useCommand(publishRule, { onSuccess: close })
  const retire = useCommand(retireRule, { onSuccess: close })
  const discard = useCommand(discardDraft, { onSuccess: close })
  const key = { code, ruleVersion: version.version, expectedVersion: version.recordVersion }
  const can = (action: RuleVersion['actions'][number]) => version.actions.includes(action)
  return (
    <>
      {can('revise') ? (
        <AppLink className="k-button" to={`/lights/${code}/draft`}>
          {words.revise}
        </AppLink>
      ) : null}
      {(['publish', 'retire', 'discard'] as const).filter(can).map((action) => (
        <button
          key={action}
          type="button"
          className={action === 'publish' ? 'k-button k-button-primary' : 'k-button'}
          onClick={() => setAsked(asked === action ? undefined : action)}
        >
          {words.actions[action]}
        </button>
      ))}
      <Modal
        open={asked === 'publish'}
        title={words.publish}
        okText={words.publish}
        confirmLoading={publish.isPending}
        onCancel={close}
        onOk={() => publish.mutate({ ...key, validFrom })}
      >
        <div className="k-stack">
          {publish.error ? <RefusalNote refusal={publish.error} /> : null}
          <p>{words.publishNote}</p>
          <label className="k-stack-label">
            {words.validFrom}
            <DayField value={validFrom} onChange={(day) => setValidFrom(day ?? today())} />
          </label>
        </div>
      </Modal>
      <Modal
        open={asked === 'discard'}
        title={words.discard}
        okText={words.discard}
        okButtonProps={{ danger: true }}
        confirmLoading={discard.isPending}
        onCancel={close}
        onOk={() => discard.mutate({ code, expectedVersion: version.recordVersion })}
      >
        {discard.error ? <RefusalNote refusal={discard.error} /> : null}
        <p>{words.discardNote}</p>
      </Modal>
      <ConfirmWithReason
        isOpen={asked === 'retire'}
        title={words.retire}
        isSending={retire.isPending}
        refusal={retire.error}
        onCancel={close}
        onConfirm={(reason) => retire.mutate({ ...key, reason })}
      >
        <p>{words.retireNote}</p>
      </ConfirmWithReason>
    </>
  )
}
