import { Input } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  PAPER_KINDS,
  type PaperForm,
  type PaperKind,
  type PaperWords,
  setPaperWords,
  showPaperWords,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import './meetings.css'

type WrittenForm = Omit<PaperForm, 'requirements'> & { readonly requirements: string }
type Written = Omit<PaperWords, 'forms'> & { readonly forms: Record<PaperKind, WrittenForm> }

/** The words orders, letters and three-colour orders are written in; the supervision office sets them, everybody may read them. */
export default function PaperWordsPage() {
  const words = useMessages(obstaclesMessages).words
  const [isSaved, setSaved] = useState(false)
  const shown = useOperation(showPaperWords, {})
  const set = useCommand(setPaperWords, { onSuccess: () => setSaved(true) })
  return (
    <>
      <PageHeader
        title={words.title}
        note={words.note}
        marks={shown.data ? <Mark>{shown.data.isOwn ? words.own : words.defaults}</Mark> : null}
      />
      <p className="k-quiet mt-note">{words.colours}</p>
      <Answer of={shown}>
        {({ words: held, version, mayChange }) =>
          mayChange ? (
            <>
              <RecordForm<Written>
                key={version}
                label={words.title}
                initial={writtenOf(held)}
                refusal={set.error}
                isSending={set.isPending}
                onSubmit={(written) => {
                  setSaved(false)
                  set.mutate({ expectedVersion: version, words: wordsOf(written) })
                }}
              >
                <Field name="masthead" label={words.masthead} hint={words.mastheadHint}>
                  <Input maxLength={40} />
                </Field>
                <Field name="signer" label={words.signer} hint={words.mastheadHint}>
                  <Input maxLength={60} />
                </Field>
                <Field name="contact" label={words.contact} isWide>
                  <Input maxLength={200} />
                </Field>
                {PAPER_KINDS.map((kind) => (
                  <FormFields key={kind} kind={kind} />
                ))}
              </RecordForm>
              <output aria-live="polite" className="mt-said">
                {isSaved ? words.saved : ''}
              </output>
            </>
          ) : (
            <Read held={held} />
          )
        }
      </Answer>
    </>
  )
}

function FormFields({ kind }: { readonly kind: PaperKind }) {
  const { words, papers } = useMessages(obstaclesMessages)
  const name = (field: keyof PaperForm) => ['forms', kind, field]
  return (
    <fieldset className="k-form-wide mt-form">
      <legend>{papers.kinds[kind]}</legend>
      <Field name={name('prefix')} label={words.prefix} isRequired>
        <Input maxLength={20} />
      </Field>
      <Field name={name('title')} label={words.formTitle} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name={name('opening')} label={words.opening} isRequired isWide>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Field>
      <Field name={name('requirements')} label={words.requirements} isWide>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
      </Field>
      <Field name={name('closing')} label={words.closing} isWide>
        <Input maxLength={500} />
      </Field>
    </fieldset>
  )
}

function Read({ held }: { readonly held: PaperWords }) {
  const { words, papers } = useMessages(obstaclesMessages)
  return (
    <>
      {PAPER_KINDS.map((kind) => {
        const form = held.forms[kind]
        return (
          <Section key={kind} title={papers.kinds[kind]}>
            <Facts
              items={[
                { label: words.prefix, value: form.prefix },
                { label: words.formTitle, value: form.title },
                { label: words.opening, value: form.opening },
                { label: words.requirements, value: form.requirements.join(' ') },
                { label: words.closing, value: form.closing },
              ]}
            />
          </Section>
        )
      })}
    </>
  )
}

function writtenOf(held: PaperWords): Written {
  const forms = PAPER_KINDS.map((kind) => {
    const form = held.forms[kind]
    return [kind, { ...form, requirements: form.requirements.join('\n') }] as const
  })
  return { ...held, forms: Object.fromEntries(forms) as Record<PaperKind, WrittenForm> }
}

function wordsOf(written: Written): PaperWords {
  const forms = PAPER_KINDS.map((kind) => {
    const { prefix, title, opening, requirements, closing } = written.forms[kind]
    const listed = requirements.split('\n').filter((each) => each.trim() !== '')
    return [kind, { prefix, title, opening, requirements: listed, closing: closing ?? '' }] as const
  })
  return {
    masthead: written.masthead ?? '',
    signer: written.signer ?? '',
    contact: written.contact ?? '',
    forms: Object.fromEntries(forms) as Record<PaperKind, PaperForm>,
  }
}
