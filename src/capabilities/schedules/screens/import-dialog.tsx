import { InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { asDay, dayOf, yearOf } from '../../../kernel/day.ts'
import { sentenceOf } from '../../../kernel/language.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useUpload } from '../../../ui/api.ts'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { DayField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { type FileFault, importPlan, previewPlanImport } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { dayWriter } from './wording.ts'

const NAMES_SHOWN = 12

/** The button that brings a plan in from a file, with the box it opens. */
export function ImportButton({ projectId, version }: { readonly projectId: string; readonly version: number | null }) {
  const words = useMessages(schedulesMessages)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="k-button" onClick={() => setOpen(true)}>
        {words.actions.importFile}
      </button>
      {isOpen ? <ImportDialog projectId={projectId} version={version} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ImportDialog({
  projectId,
  version,
  onClose,
}: {
  readonly projectId: string
  readonly version: number | null
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const texts = words.import
  const [file, setFile] = useState<File>()
  const [year, setYear] = useState(() => yearOf(dayOf(new Date())))
  const [openOn, setOpenOn] = useState<string | null>(null)
  const [isCleared, setCleared] = useState(false)
  const preview = useUpload(previewPlanImport)
  const save = useUpload(importPlan, { onSuccess: onClose })
  const secrecy = useSecrecyQuestion()
  const input = { projectId, year, openOn: openOn ? asDay(openOn) : null, holdsNoSecret: true as const }
  const look = async (): Promise<void> => {
    if (!file || (!isCleared && !(await secrecy.ask()))) return
    setCleared(true)
    save.reset()
    preview.mutate({ input, file })
  }
  const choose = (next: File | undefined): void => {
    setFile(next)
    setCleared(false)
    preview.reset()
    save.reset()
  }
  const seen = preview.data
  const isReady = seen !== undefined && seen.faults.length === 0
  return (
    <Modal
      open
      title={texts.title}
      footer={null}
      width={720}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        <p className="k-quiet">{texts.note}</p>
        <FileDrop
          label={texts.choose}
          limits={previewPlanImport.fileIn ?? { types: ['xml', 'xlsx'], maxBytes: 20_000_000 }}
          file={file}
          onFile={choose}
        />
        <div className="k-filters">
          <label className="k-filter">
            {texts.year}
            <InputNumber<number>
              value={year}
              min={2000}
              max={2100}
              controls={false}
              onChange={(next) => next && setYear(next)}
            />
          </label>
          <div className="k-filter">
            <label htmlFor="schedules-import-open">{texts.openOn}</label>
            <DayField id="schedules-import-open" value={openOn} onChange={setOpenOn} />
          </div>
        </div>
        {secrecy.dialog}
        {preview.error ? <RefusalNote refusal={preview.error} /> : null}
        {save.error ? <RefusalNote refusal={save.error} /> : null}
        {seen ? <Preview seen={seen} /> : null}
        <div className="k-toolbar">
          <button
            type="button"
            className={isReady ? 'k-button' : 'k-button k-button-primary'}
            disabled={!file || preview.isPending}
            onClick={() => void look()}
          >
            {texts.preview}
          </button>
          {isReady && file ? (
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={save.isPending}
              onClick={() => save.mutate({ input: { ...input, expectedVersion: version }, file })}
            >
              {texts.submit}
            </button>
          ) : null}
        </div>
      </div>
    </Modal>
  )
}

function Preview({ seen }: { readonly seen: OutputOf<typeof previewPlanImport> }) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const day = dayWriter(locale)
  const texts = words.import
  const named = (said: (count: number) => string, names: readonly string[]) =>
    names.length === 0
      ? null
      : `${said(names.length)}：${names.slice(0, NAMES_SHOWN).join('、')}${names.length > NAMES_SHOWN ? '…' : ''}`
  return (
    <div className="k-stack">
      <output>
        {texts.counts(seen.nodes, seen.links)}
        {seen.openOn ? ` · ${words.whole.openOn} ${day(seen.openOn)}` : ''}
        {seen.schedule
          ? ` · ${words.whole.finishOn} ${day(seen.schedule.finishOn)} · ${words.whole.marginDays(seen.schedule.margin)}`
          : ''}
      </output>
      {[named(texts.added, seen.added), named(texts.changed, seen.changed), named(texts.removed, seen.removed)]
        .filter((line) => line !== null)
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      <Faults title={texts.faults} faults={seen.faults} isBad />
      <Faults title={texts.notices} faults={seen.notices} />
    </div>
  )
}

function Faults({
  title,
  faults,
  isBad = false,
}: {
  readonly title: string
  readonly faults: readonly FileFault[]
  readonly isBad?: boolean
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  if (faults.length === 0) return null
  const say = ({ row, code, params }: FileFault): string => {
    const notice = words.notices[code]
    const text = notice ? notice(params) : sentenceOf({ code, params }, locale, [schedulesMessages, uiMessages])
    return row === null ? text : `${words.import.row(row)}${text}`
  }
  return (
    <div className={isBad ? 'k-refusal' : undefined} role={isBad ? 'alert' : undefined}>
      <b>{title}</b>
      <ul>
        {[...new Set(faults.map(say))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
