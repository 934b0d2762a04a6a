import { Input } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields, useUnsavedGuard } from '../../../ui/navigation.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { reviseDraft, RuleBody, type RuleSet, type RuleVersion, showRuleSet } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { CombineEditor, ConditionsEditor } from './combine-editor.tsx'
import { DimensionEditor } from './dimension-editor.tsx'
import { badEnds, newDimension } from './draft.ts'
import { CoverageProof } from './rule-body.tsx'
import './lights.css'

/** The editor of a draft: intervals with open and closed ends, drawn and proved while they are typed. */
export default function DraftPage() {
  const words = useMessages(lightsMessages)
  const { code } = usePathFields('code')
  const rule = useOperation(showRuleSet, { code }, { staleMs: Number.POSITIVE_INFINITY })
  return (
    <Answer of={rule}>
      {({ ruleSet, versions }) => {
        const draft = versions.find((version) => version.state === 'draft')
        const back = <AppLink to={`/lights/${code}`}>{ruleSet.name}</AppLink>
        return draft ? (
          <Editor key={draft.version} ruleSet={ruleSet} opened={draft} />
        ) : (
          <Empty action={back}>{words.none}</Empty>
        )
      }}
    </Answer>
  )
}

function Editor({ ruleSet, opened }: { readonly ruleSet: RuleSet; readonly opened: RuleVersion }) {
  const words = useMessages(lightsMessages)
  const ui = useMessages(uiMessages)
  const [kept, setKept] = useState({ body: opened.body, version: opened.recordVersion })
  const [body, setBody] = useState<RuleBody>(opened.body)
  const [name, setName] = useState(ruleSet.name)
  const [source, setSource] = useState(opened.source)
  const [isDirty, setDirty] = useState(false)
  useUnsavedGuard(isDirty, ui.form.discard)
  const revise = useCommand(reviseDraft, {
    onSuccess: ({ recordVersion }) => {
      setKept({ body, version: recordVersion })
      setDirty(false)
    },
  })
  const change = (part: Partial<RuleBody>): void => {
    setBody({ ...body, ...part })
    setDirty(true)
  }
  const dimension = (index: number, next: RuleBody['dimensions'][number] | undefined): void =>
    change({
      dimensions: body.dimensions.flatMap((each, place) => (place !== index ? [each] : next ? [next] : [])),
    })
  const bad = badEnds(body)
  const isWhole = bad.length === 0 && RuleBody.safeParse(body).success
  return (
    <>
      <PageHeader
        back={<AppLink to={`/lights/${ruleSet.code}`}>{ruleSet.name}</AppLink>}
        title={words.draftTitle}
        note={`${words.versionNumber(opened.version)} · ${words.subjectKinds[ruleSet.subjectKind]}`}
        actions={
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={!isWhole || revise.isPending}
            onClick={() => revise.mutate({ code: ruleSet.code, name, source, body, expectedVersion: kept.version })}
          >
            {words.save}
          </button>
        }
      />
      {revise.error ? <RefusalNote refusal={revise.error} /> : null}
      {revise.isSuccess && !isDirty ? <output>{words.saved}</output> : null}
      <div className="lights-editor">
        <label className="k-stack-label">
          {words.name}
          <Input
            value={name}
            maxLength={100}
            onChange={(event) => {
              setName(event.target.value)
              setDirty(true)
            }}
          />
        </label>
        <label className="k-stack-label">
          {words.source}
          <Input
            value={source}
            maxLength={300}
            onChange={(event) => {
              setSource(event.target.value)
              setDirty(true)
            }}
          />
        </label>
      </div>
      <Section title={words.checkCoverage}>
        {bad.length > 0 ? (
          <div className="k-refusal" role="alert">
            {bad.map((text) => (
              <p key={text}>{words.endNotNumber(text)}</p>
            ))}
          </div>
        ) : (
          <CoverageProof body={body} />
        )}
      </Section>
      {body.dimensions.map((each, index) => (
        // A dimension's key is being typed; its place tells it apart.
        // oxlint-disable-next-line react/no-array-index-key
        <Section key={index} title={`${words.dimension} ${words.dimensionName(each.key)}`}>
          <DimensionEditor
            dimension={each}
            onChange={(next) => dimension(index, next)}
            {...(body.dimensions.length > 1 ? { onRemove: () => dimension(index, undefined) } : {})}
          />
        </Section>
      ))}
      <div className="k-toolbar lights-adding">
        <button
          type="button"
          className="k-button"
          disabled={body.dimensions.length >= 6}
          onClick={() => change({ dimensions: [...body.dimensions, newDimension(body)] })}
        >
          {words.addDimension}
        </button>
      </div>
      <Section title={words.conditions}>
        <ConditionsEditor conditions={body.conditions} onChange={(conditions) => change({ conditions })} />
      </Section>
      {body.dimensions.length > 1 ? (
        <Section title={words.combine}>
          <CombineEditor body={body} onChange={(combine) => change({ combine })} />
        </Section>
      ) : null}
    </>
  )
}
