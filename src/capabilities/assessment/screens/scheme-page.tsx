import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields, useUrlState } from '../../../ui/navigation.tsx'
import {
  discardSchemeDraft,
  draftSchemeVersion,
  exportScheme,
  freezeSchemeVersion,
  type SchemeSummary,
  type SchemeVersion,
  showScheme,
  showSchemeVersion,
  type VersionState,
} from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ProofPart } from './proof-part.tsx'
import { SchemeBodyPart } from './scheme-body-part.tsx'
import './assessment.css'
import './scheme.css'

const TONES = { draft: 'notice', frozen: 'good', superseded: 'calm' } as const satisfies Record<VersionState, string>

/** One scheme: its versions with their seals, and one of them whole: groups, criteria, methods, and what a ranking leads to. */
export default function SchemePage() {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { schemeId } = usePathFields('schemeId')
  const [state, patch] = useUrlState({ version: 0 })
  const found = useOperation(showScheme, { schemeId })
  const summary = found.data?.scheme
  const number = state.version || summary?.frozen || summary?.draft || 0
  const version = useOperation(showSchemeVersion, { schemeId, number }, { enabled: number > 0, keepPrevious: true })
  return (
    <Answer of={found}>
      {({ scheme, versions }) => (
        <>
          <PageHeader
            back={<AppLink to="/assessment/schemes">{words.screens.menu.schemes}</AppLink>}
            title={scheme.name}
            note={[scheme.year, scheme.basis].filter(Boolean).join(' · ')}
            actions={version.data ? <Actions scheme={scheme} version={version.data.version} /> : null}
          />
          <div className="as-versions" role="group" aria-label={own.versions}>
            {versions.map((each) => (
              <button
                key={each.number}
                type="button"
                aria-pressed={each.number === number}
                onClick={() => patch({ version: each.number })}
              >
                <b>{own.version(each.number)}</b> <Mark tone={TONES[each.state]}>{own.states[each.state]}</Mark>
                <span className="k-quiet">
                  {each.frozenAt ? (
                    <>
                      {each.frozenBy} <InstantText at={each.frozenAt} />
                    </>
                  ) : (
                    <>
                      {own.changed} <InstantText at={each.updatedAt} />
                    </>
                  )}
                </span>
              </button>
            ))}
          </div>
          <Answer of={version}>
            {({ version: shown }) => (
              <>
                {shown.hash ? (
                  <p className="as-note">
                    {own.sealed} <code className="as-digest">SM3 {shown.hash}</code>
                  </p>
                ) : (
                  <ProofPart proof={shown.proof} body={shown.body} />
                )}
                <SchemeBodyPart version={shown} />
              </>
            )}
          </Answer>
        </>
      )}
    </Answer>
  )
}

type Asked = 'freeze' | 'discard'

function Actions({ scheme, version }: { readonly scheme: SchemeSummary; readonly version: SchemeVersion }) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const go = useGo()
  const [asked, setAsked] = useState<Asked>()
  const close = (): void => setAsked(undefined)
  const draft = useCommand(draftSchemeVersion, { onSuccess: () => go(`/assessment/schemes/${scheme.id}/draft`) })
  const freeze = useCommand(freezeSchemeVersion, { onSuccess: close })
  const discard = useCommand(discardSchemeDraft, {
    onSuccess: () => {
      close()
      go(scheme.frozen === null ? '/assessment/schemes' : `/assessment/schemes/${scheme.id}`)
    },
  })
  const exported = useDownload(exportScheme)
  const key = { schemeId: scheme.id, number: version.number }
  const may = (action: SchemeVersion['actions'][number]): boolean => version.actions.includes(action)
  const asking = asked === 'discard' ? discard : freeze
  return (
    <>
      {draft.error ? <RefusalNote refusal={draft.error} /> : null}
      {exported.error ? <RefusalNote refusal={exported.error} /> : null}
      {may('export') ? (
        <button type="button" className="k-button" disabled={exported.isPending} onClick={() => exported.mutate(key)}>
          {own.export}
        </button>
      ) : null}
      {may('replay') ? (
        <AppLink className="k-button" to={`/assessment/schemes/${scheme.id}/sandbox?version=${version.number}`}>
          {own.sandbox}
        </AppLink>
      ) : null}
      {may('discard') ? (
        <button type="button" className="k-button" onClick={() => setAsked('discard')}>
          {own.discard}
        </button>
      ) : null}
      {may('save') ? (
        <AppLink className="k-button" to={`/assessment/schemes/${scheme.id}/draft`}>
          {own.edit}
        </AppLink>
      ) : null}
      {may('draft') ? (
        <button type="button" className="k-button" disabled={draft.isPending} onClick={() => draft.mutate(key)}>
          {own.nextDraft}
        </button>
      ) : null}
      {may('freeze') ? (
        <button type="button" className="k-button k-button-primary" onClick={() => setAsked('freeze')}>
          {own.freeze}
        </button>
      ) : null}
      <Modal
        open={asked !== undefined}
        title={asked === 'discard' ? own.discard : own.freeze}
        okText={asked === 'discard' ? own.discard : own.freeze}
        okButtonProps={{ danger: asked === 'discard' }}
        confirmLoading={asking.isPending}
        onCancel={close}
        onOk={() => asking.mutate({ ...key, expectedVersion: version.recordVersion })}
      >
        <div className="k-stack">
          {asking.error ? <RefusalNote refusal={asking.error} /> : null}
          <p>{asked === 'discard' ? own.discardNote : own.freezeNote}</p>
        </div>
      </Modal>
    </>
  )
}
