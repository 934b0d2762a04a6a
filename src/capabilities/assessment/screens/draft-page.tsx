import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { AppLink, usePathFields, useUnsavedGuard, useUrlState } from '../../../ui/navigation.tsx'
import {
  checkSchemeBody,
  LEVELS,
  type Level,
  saveSchemeDraft,
  SchemeBody,
  type SchemeProof,
  type SchemeSummary,
  type SchemeVersion,
  showScheme,
  showSchemeVersion,
} from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { GroupsEditor } from './groups-editor.tsx'
import { LevelEditor } from './level-editor.tsx'
import { ProofPart } from './proof-part.tsx'
import { newLevel, placeOfFinding, withLevel } from './scheme-draft.ts'
import './assessment.css'
import './scheme.css'

const STATE = { tab: 'groups', at: '0' } as const
const TABS = ['groups', ...LEVELS] as const

/** The editor of a scheme's draft: groups, levels, criteria, methods and what a ranking leads to, all by forms, proved while it is written. */
export default function DraftPage() {
  const words = useMessages(assessmentMessages)
  const { schemeId } = usePathFields('schemeId')
  const found = useOperation(showScheme, { schemeId }, { staleMs: Number.POSITIVE_INFINITY })
  const number = found.data?.scheme.draft ?? 0
  const version = useOperation(
    showSchemeVersion,
    { schemeId, number },
    { enabled: number > 0, staleMs: Number.POSITIVE_INFINITY },
  )
  return (
    <Answer of={found}>
      {({ scheme }) =>
        scheme.draft === null ? (
          <Empty action={<AppLink to={`/assessment/schemes/${schemeId}`}>{scheme.name}</AppLink>}>
            {words.schemes.noDraft}
          </Empty>
        ) : (
          <Answer of={version}>
            {({ version: draft }) => <Editor key={draft.number} scheme={scheme} opened={draft} />}
          </Answer>
        )
      }
    </Answer>
  )
}

function Editor({ scheme, opened }: { readonly scheme: SchemeSummary; readonly opened: SchemeVersion }) {
  const words = useMessages(assessmentMessages)
  const ui = useMessages(uiMessages)
  const own = words.schemes
  const [state, patch] = useUrlState(STATE)
  const [kept, setKept] = useState(opened.recordVersion)
  const [body, setBody] = useState<SchemeBody>(opened.body)
  const [name, setName] = useState(scheme.name)
  const [basis, setBasis] = useState(scheme.basis)
  const [isDirty, setDirty] = useState(false)
  useUnsavedGuard(isDirty, ui.form.discard)
  const { proof, isWhole } = useProof(body, opened.proof)
  const save = useCommand(saveSchemeDraft, {
    onSuccess: ({ recordVersion }) => {
      setKept(recordVersion)
      setDirty(false)
    },
  })
  const change = (next: SchemeBody): void => {
    setBody(next)
    setDirty(true)
  }
  const tab = TABS.find((each) => each === state.tab) ?? 'groups'
  const findingsOf = (of: (typeof TABS)[number]): number =>
    proof.problems.filter(({ path }) => placeOfFinding(path).tab === of).length
  return (
    <>
      <PageHeader
        back={<AppLink to={`/assessment/schemes/${scheme.id}`}>{scheme.name}</AppLink>}
        title={own.draftTitle}
        note={`${scheme.year} · ${own.version(opened.number)}`}
        actions={
          <>
            <output aria-live="polite" className="k-quiet">
              {isDirty ? own.unsaved : save.isSuccess ? own.saved : ''}
            </output>
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={!isWhole || !isDirty || save.isPending}
              title={isWhole ? undefined : own.notWhole}
              onClick={() =>
                save.mutate({
                  schemeId: scheme.id,
                  number: opened.number,
                  name,
                  basis,
                  body,
                  expectedVersion: kept,
                })
              }
            >
              {own.save}
            </button>
          </>
        }
      />
      {save.error ? <RefusalNote refusal={save.error} /> : null}
      <ProofPart
        proof={proof}
        body={body}
        isWhole={isWhole}
        onGo={(place) => patch({ tab: place.tab, at: String(place.criterion ?? 0) })}
      />
      <div className="as-tabs" role="tablist" aria-label={own.parts}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === tab}
            onClick={() => patch({ tab: each, at: '0' })}
          >
            {each === 'groups' ? own.groups : words.screens.levels[each]}
            {each !== 'groups' && body.levels[each] === null ? <span className="k-quiet"> {own.noLevel}</span> : null}
            {findingsOf(each) > 0 ? <Mark tone="bad">{String(findingsOf(each))}</Mark> : null}
          </button>
        ))}
      </div>
      {tab === 'groups' ? (
        <>
          <Section title={own.about}>
            <div className="as-row">
              <label className="k-filter as-wide">
                {own.name}
                <Input
                  value={name}
                  maxLength={100}
                  onChange={(event) => {
                    setName(event.target.value)
                    setDirty(true)
                  }}
                />
              </label>
              <label className="k-filter as-wide">
                {own.basis}
                <Input
                  value={basis}
                  maxLength={200}
                  placeholder={own.basisHint}
                  onChange={(event) => {
                    setBasis(event.target.value)
                    setDirty(true)
                  }}
                />
              </label>
            </div>
          </Section>
          <GroupsEditor body={body} outside={proof.groups.outside} onChange={change} />
        </>
      ) : (
        <LevelPart
          key={tab}
          year={scheme.year}
          level={tab}
          body={body}
          proof={proof}
          at={Number(state.at) || 0}
          onAt={(at) => patch({ at: String(at) })}
          onChange={change}
        />
      )}
    </>
  )
}

function LevelPart({
  year,
  level,
  body,
  proof,
  at,
  onAt,
  onChange,
}: {
  readonly year: number
  readonly level: Level
  readonly body: SchemeBody
  readonly proof: SchemeProof
  readonly at: number
  readonly onAt: (at: number) => void
  readonly onChange: (body: SchemeBody) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const shown = body.levels[level]
  if (shown === null)
    return (
      <Empty
        action={
          <button type="button" className="k-button" onClick={() => onChange(withLevel(body, level, newLevel()))}>
            {own.addLevel(words.screens.levels[level] ?? level)}
          </button>
        }
      >
        {own.noLevelNote(words.screens.levels[level] ?? level)}
      </Empty>
    )
  return (
    <LevelEditor
      year={year}
      level={level}
      value={shown}
      body={body}
      proof={proof}
      at={at}
      onAt={onAt}
      onChange={(next) => onChange(withLevel(body, level, next))}
    />
  )
}

/** Proves a body a moment after it was last changed; until the answer is there the last proof stands. */
function useProof(body: SchemeBody, opened: SchemeProof) {
  const { mutate, data } = useCommand(checkSchemeBody)
  const isWhole = SchemeBody.safeParse(body).success
  useEffect(() => {
    if (!isWhole) return undefined
    const timer = setTimeout(() => mutate({ body }), 500)
    return () => clearTimeout(timer)
  }, [body, isWhole, mutate])
  return { proof: data ?? opened, isWhole }
}
