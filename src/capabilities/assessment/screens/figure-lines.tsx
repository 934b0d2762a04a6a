import { Input } from 'antd'
import { useState } from 'react'
import { sourceOfRows } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { correctFigure, type FigureLine, type RoundCriterion, type RoundPage } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { decimalOf } from './objection-dialogs.tsx'
import { figureText, type Words } from './wording.ts'

interface Row {
  readonly line: FigureLine
  readonly before: readonly FigureLine[]
  readonly name: string
  readonly unitText: string
}

/** Every figure of a criterion with its source, evidence and author; corrections stand with what they replaced. */
export function FigureLines({
  round,
  criterion,
  lines,
}: {
  readonly round: RoundPage
  readonly criterion: RoundCriterion
  readonly lines: readonly FigureLine[]
}) {
  const words = useMessages(assessmentMessages)
  const { figures: own } = words.screens
  const [asked, setAsked] = useState<Row>()
  const rows = lines
    .filter(({ isCurrent }) => isCurrent)
    .map((line) => {
      const figure = criterion.figures.find(({ key }) => key === line.figure)
      const isOlder = (each: FigureLine) =>
        !each.isCurrent && each.unitId === line.unitId && each.figure === line.figure
      return { line, before: lines.filter(isOlder), name: figure?.name ?? line.figure, unitText: figure?.unit ?? '' }
    })
  if (rows.length === 0) return null
  const mayCorrect = criterion.actions.includes('correct')
  return (
    <Section title={own.lines}>
      <DataTable<Row>
        id="assessment.figures"
        label={own.lines}
        columns={columnsOf(words, mayCorrect ? setAsked : undefined)}
        source={sourceOfRows(rows)}
        rowKey={({ line }) => line.id}
      />
      {asked ? <CorrectDialog roundId={round.id} row={asked} onClose={() => setAsked(undefined)} /> : null}
    </Section>
  )
}

function columnsOf(words: Words, onCorrect: ((row: Row) => void) | undefined): readonly Column<Row>[] {
  const { unit: own, ranking, figures } = words.screens
  const text = (value: string | null) => (value === null ? own.noValue : figureText(value))
  return [
    { key: 'unit', title: ranking.unit, width: 120, isPinned: true, cell: ({ line }) => line.unitName },
    { key: 'figure', title: own.figure, width: 90, cell: ({ name }) => name },
    {
      key: 'value',
      title: own.value,
      kind: 'number',
      width: 90,
      cell: ({ line, before, unitText }) => (
        <>
          {before
            .filter(({ value }) => value !== line.value)
            .map((old) => (
              <del key={old.id} title={own.replaced}>
                {text(old.value)}{' '}
              </del>
            ))}
          <b>{text(line.value)}</b>
          {unitText ? <span className="k-unit"> {unitText}</span> : null}
        </>
      ),
    },
    {
      key: 'kind',
      title: own.from,
      width: 130,
      cell: ({ line }) => {
        const kind = own.kinds[line.kind] ?? line.kind
        const said = line.source?.rows ? `${kind} · ${own.rows(line.source.rows)}` : kind
        return (
          <>
            {line.source?.path ? <AppLink to={line.source.path}>{said}</AppLink> : said}
            {line.source?.asOf ? (
              <div className="k-quiet">
                {own.asOf} <DayText day={line.source.asOf} />
              </div>
            ) : null}
          </>
        )
      },
    },
    {
      key: 'evidence',
      title: own.evidence,
      width: 140,
      cell: ({ line }) => (
        <>
          {line.evidence || '—'}
          {line.kind === 'correction' && line.reason ? (
            <div className="as-correction">{own.correction(line.reason)}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'by',
      title: own.by,
      width: 150,
      cell: ({ line }) => (
        <>
          {line.authorName}
          <div className="k-quiet">
            <InstantText at={line.at} />
          </div>
        </>
      ),
    },
    ...(onCorrect
      ? [
          {
            key: 'correct',
            title: figures.correct,
            cell: (row: Row) => (
              <button type="button" className="k-button k-button-text" onClick={() => onCorrect(row)}>
                {figures.correct}
              </button>
            ),
          },
        ]
      : []),
  ]
}

interface Values {
  readonly value?: string | null
  readonly reason: string
  readonly evidence: string
}

/** Corrects a figure by a printed line. */
function CorrectDialog({
  roundId,
  row,
  onClose,
}: {
  readonly roundId: string
  readonly row: Row
  readonly onClose: () => void
}) {
  const { figures: own, objections, unit } = useMessages(assessmentMessages).screens
  const { line, name, unitText } = row
  return (
    <CommandDialog
      title={own.correct}
      submitLabel={own.correct}
      spec={correctFigure}
      note={own.correctNote}
      onClose={onClose}
      inputOf={(values: Values) => ({
        roundId,
        lineId: line.id,
        value: decimalOf(values.value),
        reason: values.reason,
        evidence: values.evidence,
      })}
    >
      <p className="k-form-wide">
        <b>
          {line.unitName} · {name}
        </b>{' '}
        {line.value === null ? unit.noValue : figureText(line.value)} {unitText}
      </p>
      <Field name="value" label={own.newValue} hint={own.noneHint}>
        <Input inputMode="decimal" maxLength={32} suffix={unitText || undefined} />
      </Field>
      <Field name="evidence" label={objections.evidence} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name="reason" label={objections.reason} isRequired isWide>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </CommandDialog>
  )
}
