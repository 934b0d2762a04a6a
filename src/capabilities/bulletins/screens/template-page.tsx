import { Input } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../../kernel/format.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields, useUrlState } from '../../../ui/navigation.tsx'
import { BULLETIN_KINDS, BULLETIN_PERIODS, saveTemplate, showTemplate, type TemplateContent } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { BodyEditor } from './body-editor.tsx'
import './bulletins.css'
import { usualPeriod } from './today.ts'

const NEW = 'new'
const SCOPES = ['comprehensive', 'special'] as const

/** One template: its text and bindings, in any of its versions; `new` begins an empty one. */
export default function TemplatePage() {
  const { key } = usePathFields('key')
  return key === NEW ? <NewTemplate /> : <KeptTemplate templateKey={key} />
}

function NewTemplate() {
  const words = useMessages(bulletinsMessages)
  const content: TemplateContent = {
    name: words.templates.newName,
    kind: 'notice',
    period: 'month',
    scope: 'special',
    body: {
      masthead: '',
      urgency: '',
      numbering: { form: 'issue', prefix: '' },
      title: bulletinsMessages['zh-CN'].emptyTitle,
      recipient: '',
      blocks: [{ kind: 'paragraph', key: 'b1', text: '' }],
      bindings: [],
      marks: [],
      attachments: [],
      signer: '',
      contact: '',
      copiedTo: '',
      printedBy: '',
    },
  }
  return (
    <>
      <PageHeader
        back={<AppLink to="/bulletins/templates">{words.templates.title}</AppLink>}
        title={words.templates.addTitle}
      />
      <Editing content={content} />
    </>
  )
}

function KeptTemplate({ templateKey }: { readonly templateKey: string }) {
  const words = useMessages(bulletinsMessages)
  const { locale } = useLocale()
  const [{ version }, patch] = useUrlState({ version: 0 })
  const template = useOperation(showTemplate, { key: templateKey, ...(version > 0 ? { version } : {}) })
  return (
    <Answer of={template}>
      {(answer) => (
        <>
          <PageHeader
            back={<AppLink to="/bulletins/templates">{words.templates.title}</AppLink>}
            title={answer.content.name}
            note={answer.version === answer.newest ? words.templates.note : words.templates.old}
            actions={
              <span className="bul-version">
                <ChoiceField
                  aria-label={words.templates.version}
                  value={String(answer.version)}
                  options={answer.versions.map((each) => ({
                    value: String(each.version),
                    label: [
                      words.templates.versionOf(each.version),
                      each.personName ?? words.templates.brought,
                      each.madeAt === null ? '' : formatInstant(new Date(each.madeAt), locale),
                    ].join(' '),
                  }))}
                  onChange={(next) => patch({ version: Number(next ?? 0) })}
                />
              </span>
            }
          />
          <Editing
            key={answer.version}
            content={answer.content}
            kept={{ key: answer.key, version: answer.version, isOld: !answer.actions.includes('save') }}
          />
        </>
      )}
    </Answer>
  )
}

function Editing({
  content: initial,
  kept,
}: {
  readonly content: TemplateContent
  readonly kept?: { readonly key: string; readonly version: number; readonly isOld: boolean }
}) {
  const words = useMessages(bulletinsMessages)
  const go = useGo()
  const [content, setContent] = useState(initial)
  const [saved, setSaved] = useState<number>()
  const save = useCommand(saveTemplate, {
    onSuccess: ({ key, version }) => {
      setSaved(version)
      if (!kept) go(`/bulletins/templates/${key}`, { replace: true })
    },
  })
  const kinds = BULLETIN_KINDS.filter((kind) => (kind === 'correction') === (initial.kind === 'correction'))
  return (
    <fieldset disabled={kept?.isOld ?? false} className="bul-plain">
      <Section title={words.templates.about}>
        <div className="bul-grid">
          <label className="bul-field">
            {words.templates.name}
            <Input
              value={content.name}
              maxLength={40}
              onChange={(event) => setContent({ ...content, name: event.target.value })}
            />
          </label>
          <label className="bul-field">
            {words.templates.kind}
            <ChoiceField
              aria-label={words.templates.kind}
              value={content.kind}
              disabled={kept !== undefined}
              options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
              onChange={(next) => setContent({ ...content, kind: kinds.find((each) => each === next) ?? content.kind })}
            />
          </label>
          <label className="bul-field">
            {words.templates.period}
            <ChoiceField
              aria-label={words.templates.period}
              value={content.period}
              options={BULLETIN_PERIODS.map((value) => ({ value, label: words.templates.periods[value] ?? value }))}
              onChange={(next) =>
                setContent({ ...content, period: BULLETIN_PERIODS.find((each) => each === next) ?? content.period })
              }
            />
          </label>
          <label className="bul-field">
            {words.templates.scope}
            <ChoiceField
              aria-label={words.templates.scope}
              value={content.scope}
              options={SCOPES.map((value) => ({ value, label: words.templates.scopes[value] }))}
              onChange={(next) =>
                setContent({ ...content, scope: SCOPES.find((each) => each === next) ?? content.scope })
              }
            />
          </label>
        </div>
      </Section>
      <output aria-live="polite" className="bul-said">
        {saved === undefined ? '' : words.templates.saved(saved)}
      </output>
      <BodyEditor
        body={content.body}
        kind={content.kind}
        period={usualPeriod(content.period)}
        numbers={[]}
        onChange={(body) => setContent({ ...content, body })}
        refusal={save.error}
        isSending={save.isPending || (kept?.isOld ?? false)}
        submitLabel={words.templates.save}
        onSubmit={() => save.mutate({ ...(kept ? { key: kept.key, expectedVersion: kept.version } : {}), content })}
      />
    </fieldset>
  )
}
