import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { downloadOperation, useUpload } from '../../../ui/api.ts'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { useSession } from '../../../ui/session.tsx'
import { writtenLocale } from '../../../kernel/language.ts'
import { exportImportFaults, ImportReading, importProjects, type LedgerField, previewImport } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField, UnitField } from './choices.tsx'
import { ImportPreviewParts } from './import-preview.tsx'
import { PastImports } from './past-imports.tsx'
import { thisYear } from './today.ts'
import './import.css'

type Reading = Omit<z.input<typeof ImportReading>, 'holdsNoSecret'>

/** A county's own ledger comes in: choose, preview, mend what was taken wrongly, import as one act, undo as one act. */
export default function ImportPage() {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const { locale } = useLocale()
  const session = useSession()
  const isOfUnit = session.permissions['key_projects.manage'] === 'unit'
  const [file, setFile] = useState<File>()
  const [isCleared, setCleared] = useState(false)
  const [reading, setReading] = useState<Reading>({
    year: thisYear(),
    unitId: isOfUnit ? (session.posts[0]?.unitId ?? null) : null,
    columns: {},
  })
  const [faultsRefusal, setFaultsRefusal] = useState<ApiRefusal>()
  const preview = useUpload(previewImport)
  const save = useUpload(importProjects)
  const secrecy = useSecrecyQuestion()
  const seen = preview.data
  const input = { ...reading, holdsNoSecret: true } as const
  const look = async (next: Reading = reading): Promise<void> => {
    if (!file || (!isCleared && !(await secrecy.ask()))) return
    setCleared(true)
    save.reset()
    preview.mutate({ input: { ...next, holdsNoSecret: true }, file })
  }
  const change = (part: Partial<Reading>): void => {
    const next = { ...reading, ...part }
    setReading(next)
    if (seen) void look(next)
  }
  const choose = (next: File | undefined): void => {
    setFile(next)
    setCleared(false)
    setReading({ ...reading, sheet: null, columns: {} })
    preview.reset()
    save.reset()
  }
  const getFaults = async (): Promise<void> => {
    if (!file) return
    setFaultsRefusal(undefined)
    try {
      await downloadOperation(exportImportFaults, { ...input, locale: writtenLocale(locale) }, { file })
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setFaultsRefusal(error)
    }
  }
  const count = seen ? seen.counts.create + seen.counts.update : 0
  const isReady = seen !== undefined && seen.faultCount === 0 && count > 0 && !preview.isPending && !save.data
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        back={<AppLink to="/key-projects">{words.record.back}</AppLink>}
      />
      <div className="k-stack">
        <FileDrop
          label={texts.choose}
          limits={previewImport.fileIn ?? { types: ['xlsx'], maxBytes: 20_000_000 }}
          file={file}
          onFile={choose}
          isDisabled={preview.isPending || save.isPending}
        />
        <div className="k-filters import-choices">
          <label className="k-filter">
            {texts.year}
            <InputNumber<number>
              value={reading.year}
              min={2000}
              max={2100}
              controls={false}
              onChange={(year) => change({ year: year ?? thisYear() })}
            />
          </label>
          <label className="k-filter" title={texts.asOfHint}>
            {texts.asOf}
            <MonthField
              year={reading.year}
              value={reading.asOf ?? seen?.asOf ?? null}
              onChange={(asOf) => change({ asOf })}
            />
          </label>
          <label className="k-filter">
            {texts.defaultUnit}
            <UnitField value={reading.unitId ?? null} onChange={(unitId) => change({ unitId })} />
          </label>
          {seen && seen.sheets.length > 1 ? (
            <label className="k-filter">
              {texts.sheet}
              <Select
                value={seen.sheet}
                options={seen.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
                onChange={(sheet) => change({ sheet, columns: {} })}
              />
            </label>
          ) : null}
        </div>
        <div className="k-toolbar">
          <button
            type="button"
            className={isReady ? 'k-button' : 'k-button k-button-primary'}
            disabled={!file || preview.isPending || save.isPending}
            onClick={() => void look()}
          >
            {texts.preview}
          </button>
          {isReady ? (
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={save.isPending}
              onClick={() => file && save.mutate({ input, file })}
            >
              {texts.save(count)}
            </button>
          ) : null}
          {seen && seen.faultCount > 0 ? (
            <button type="button" className="k-button" onClick={() => void getFaults()}>
              {texts.faultsFile}
            </button>
          ) : null}
        </div>
        {secrecy.dialog}
        {preview.error ? <RefusalNote refusal={preview.error} /> : null}
        {save.error ? <RefusalNote refusal={save.error} /> : null}
        {faultsRefusal ? <RefusalNote refusal={faultsRefusal} /> : null}
        {save.data ? <output>{texts.saved(save.data.created, save.data.updated)}</output> : null}
        {seen && !save.data ? (
          <ImportPreviewParts
            seen={seen}
            onColumn={(field: LedgerField, column: number | null) => {
              const others = Object.entries(reading.columns ?? {}).filter(
                ([, taken]) => taken === null || taken !== column,
              )
              change({ columns: { ...Object.fromEntries(others), [field]: column } })
            }}
          />
        ) : null}
        <PastImports />
      </div>
    </>
  )
}
