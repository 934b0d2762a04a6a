import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { downloadOperation, sourceOfRows, useUpload } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useMay } from '../../../ui/session.tsx'
import { applyGoals, explainGoals, type ImportGoal, previewGoals } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { goalText } from '../rules/goal-words.ts'
import { UnitField } from './choices.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { ImportProblems } from './import-problems.tsx'
import { thisYear, today } from './today.ts'
import type { Words } from './wording.ts'

type Preview = OutputOf<typeof previewGoals>

/** The keys a person may give a column to. */
const MAPPED = ['indicator', 'unitText', 'unit', 'goal', 'base', 'stretch', 'owner', 'source'] as const

/** A county's table of goals: read as it is, shown, and taken in as one act. */
export function ImportGoals() {
  const words = useMessages(targetsMessages)
  const { goals, imports, form } = words
  const mayIssue = useMay('targets.approve')
  const [file, setFile] = useState<File>()
  const [terms, setTerms] = useState({
    year: thisYear(),
    reason: '',
    isIssued: false,
    approvingBody: '',
    effectiveOn: today(),
    sourceUnitId: null as string | null,
  })
  const [mapping, setMapping] = useState<Readonly<Record<string, number>>>()
  const secrecy = useSecrecyQuestion()
  const preview = useUpload(previewGoals)
  const apply = useUpload(applyGoals, { onSuccess: () => preview.reset() })
  const change = (more: Partial<typeof terms>): void => {
    setTerms({ ...terms, ...more })
    preview.reset()
  }
  const isReady =
    file !== undefined && terms.reason.trim() !== '' && (!terms.isIssued || terms.approvingBody.trim() !== '')
  const inputOf = (columns = mapping) => ({
    year: terms.year,
    reason: terms.reason.trim(),
    sourceUnitId: terms.sourceUnitId,
    issue: terms.isIssued ? { approvingBody: terms.approvingBody.trim(), effectiveOn: terms.effectiveOn } : null,
    holdsNoSecret: true as const,
    ...(columns ? { mapping: { ...columns } } : {}),
  })
  const show = async (): Promise<void> => {
    if (file && (await secrecy.ask())) preview.mutate({ input: inputOf(), file })
  }
  const shown = preview.data
  const remap = (key: string, column: number | undefined, of: Preview): void => {
    const { [key]: _, ...others } = mapping ?? of.mapping
    const next = column === undefined ? others : { ...others, [key]: column }
    setMapping(next)
    if (file) preview.mutate({ input: inputOf(next), file })
  }
  const labels = {
    ...words.columns,
    unit: goals.unit,
    base: goals.base,
    stretch: form.stretch,
  }
  const changing = shown?.goals.filter((each) => each.outcome !== 'same').length ?? 0
  const years = [thisYear() - 1, thisYear(), thisYear() + 1].map((year) => ({
    value: String(year),
    label: String(year),
  }))
  return (
    <>
      <section className="k-section k-stack">
        <FileDrop
          label={goals.file}
          limits={previewGoals.fileIn ?? { types: ['xlsx'], maxBytes: 20_000_000 }}
          file={file}
          onFile={(next) => {
            setFile(next)
            setMapping(undefined)
            preview.reset()
            apply.reset()
          }}
        />
        <div className="k-toolbar">
          <label className="k-stack-label" style={{ minWidth: 100 }}>
            {words.list.year}
            <ChoiceField
              options={years}
              value={String(terms.year)}
              onChange={(year) => change({ year: Number(year ?? terms.year) })}
            />
          </label>
          <label className="k-stack-label" style={{ minWidth: 200 }}>
            {goals.sourceUnit}
            <UnitField value={terms.sourceUnitId} onChange={(sourceUnitId) => change({ sourceUnitId })} />
          </label>
          <label className="k-stack-label" style={{ minWidth: 220 }}>
            {imports.reason}
            <Input value={terms.reason} maxLength={2000} onChange={(event) => change({ reason: event.target.value })} />
          </label>
        </div>
        <div className="k-toolbar">
          {mayIssue ? (
            <Checkbox checked={terms.isIssued} onChange={(event) => change({ isIssued: event.target.checked })}>
              {goals.issue}
            </Checkbox>
          ) : null}
          {terms.isIssued ? (
            <>
              <label className="k-stack-label" style={{ minWidth: 200 }}>
                {form.approvingBody}
                <Input
                  value={terms.approvingBody}
                  maxLength={200}
                  onChange={(event) => change({ approvingBody: event.target.value })}
                />
              </label>
              <label className="k-stack-label">
                {form.effectiveOn}
                <DayField
                  value={terms.effectiveOn}
                  onChange={(day) => change({ effectiveOn: day ? asDay(day) : terms.effectiveOn })}
                />
              </label>
            </>
          ) : (
            <span>{mayIssue ? goals.asDrafts : goals.mayNotIssue}</span>
          )}
        </div>
        <div className="k-toolbar">
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={!isReady || preview.isPending}
            onClick={() => void show()}
          >
            {imports.preview}
          </button>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={!shown || shown.problems.length > 0 || changing === 0 || apply.isPending}
            onClick={() => file && apply.mutate({ input: inputOf(), file })}
          >
            {goals.apply(changing)}
          </button>
          {shown && shown.problems.length > 0 && file ? (
            <button
              type="button"
              className="k-button"
              onClick={() => void downloadOperation(explainGoals, inputOf(), { file })}
            >
              {imports.problems}
            </button>
          ) : null}
        </div>
      </section>
      {secrecy.dialog}
      {preview.error ? <RefusalNote refusal={preview.error} /> : null}
      {apply.error ? <RefusalNote refusal={apply.error} /> : null}
      {apply.data ? <output>{goals.entered(apply.data.entered, apply.data.indicators)}</output> : null}
      {shown ? (
        <>
          <p>
            {goals.layout}：{goals.layouts[shown.layout]}
          </p>
          {shown.months > 0 ? <p>{goals.months(shown.months)}</p> : null}
          {shown.layout === 'by_indicator' ? null : (
            <ImportMapping
              shown={shown}
              fields={MAPPED.map((key) => ({ key, label: labels[key] }))}
              onChange={(key, column) => remap(key, column, shown)}
            />
          )}
          <ImportProblems problems={shown.problems} />
          <Section title={imports.preview} note={imports.skipped(shown.skipped)}>
            <DataTable
              id="targets.import-goals"
              label={imports.preview}
              columns={goalColumns(words)}
              source={sourceOfRows(shown.goals)}
              rowKey={(row) => `${row.row} ${row.indicatorName} ${row.unitId}`}
              empty={goals.none}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}

function goalColumns(words: Words): readonly Column<ImportGoal>[] {
  const { columns, imports, goals } = words
  return [
    { key: 'row', title: imports.row, kind: 'number', cell: (row) => row.row },
    {
      key: 'indicator',
      title: columns.indicator,
      isPinned: true,
      cell: (row) => (
        <>
          {row.indicatorName} {row.indicatorId === null ? <Mark>{goals.newIndicator}</Mark> : null}
        </>
      ),
    },
    {
      key: 'unit',
      title: goals.unit,
      cell: (row) => (
        <>
          {row.unitName} {row.isSplit ? <Mark>{goals.split}</Mark> : null}
        </>
      ),
    },
    { key: 'before', title: imports.before, cell: (row) => (row.before ? goalText(row.before, row, words) : '—') },
    { key: 'goal', title: goals.after, cell: (row) => goalText(row.goal, row, words) },
    { key: 'owner', title: columns.owner, cell: (row) => row.ownerName },
    { key: 'source', title: goals.source, cell: (row) => row.sourceUnitName },
    {
      key: 'outcome',
      title: columns.state,
      cell: (row) => <Mark tone={row.outcome === 'revision' ? 'warn' : 'calm'}>{imports.outcome[row.outcome]}</Mark>,
    },
  ]
}
