import { Form, type FormInstance, Input } from 'antd'
import { formatMoney } from '../../../kernel/format.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { useCommand } from '../../../ui/api.ts'
import { ChoiceField, MoneyField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import {
  type ReportBody,
  type ReportField,
  type ReportPage,
  saveReport,
  SLIP_REASONS,
  submitReport,
} from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { FIELDS_OF } from '../rules/known.ts'
import { ShareField } from './choices.tsx'
import { bodyOf, type Filled, filledOf } from './filled.ts'
import { NodeFields, ProblemFields } from './report-rows.tsx'
import { useTexts } from './wording.tsx'

/** The form of a report: open with what is known, each field saying where it was taken from. */
export function ReportForm({
  page,
  onSaid,
}: {
  readonly page: ReportPage
  readonly onSaid: (sentence: string) => void
}) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const [form] = Form.useForm<Filled>()
  const { report, known, project, period, kind } = page
  const start = report?.body ?? known.body
  const submit = useCommand(submitReport, {
    onSuccess: ({ reused, asked }) =>
      onSaid(`${words.report.sent}。${words.report.reuse(reused, asked, texts.share(reused, asked))}`),
  })
  const save = useCommand(saveReport, { onSuccess: () => onSaid(words.report.kept) })
  const asked = useAsked(page, form, submit.error)
  const place = { projectId: project.id, period, expectedVersion: report?.version ?? null }
  const filled = Object.keys(known.from).length
  const isSent = report !== null && report.state === 'submitted'
  return (
    <Section title={words.report.form} note={filled > 0 ? words.report.prefilled(filled) : words.report.nothingKnown}>
      <Basis page={page} />
      <RecordForm<Filled>
        label={texts.report(period)}
        form={form}
        initial={filledOf(start)}
        refusal={submit.error ?? save.error}
        isSending={submit.isPending || save.isPending}
        submitLabel={isSent ? words.report.submitAgain : words.actions.submit}
        onValues={(values) => followMoney(form, page, values)}
        onSubmit={(values) => submit.mutate({ ...place, body: bodyOf(values, start) })}
        actions={
          page.actions.includes('fill') ? (
            <button
              type="button"
              className="k-button"
              disabled={save.isPending}
              onClick={() => save.mutate({ ...place, body: bodyOf(form.getFieldsValue(), start) })}
            >
              {words.actions.fill}
            </button>
          ) : null
        }
      >
        {FIELDS_OF[kind].map((field) => (
          <ReportFieldRow key={field} field={field} page={page} form={form} isAsked={asked.has(field)} />
        ))}
        <NodeFields nodes={start.nodes} />
        <ProblemFields />
      </RecordForm>
    </Section>
  )
}

/**
 * The fields asked for just now. Reasons are asked only where they are needed: of a slip below the plan, of figures that do not follow from
 * what was reported before; and where they were given or the server asked for them.
 */
function useAsked(page: ReportPage, form: FormInstance<Filled>, refusal: ApiRefusal | null): ReadonlySet<ReportField> {
  const { known, kind } = page
  const values = Form.useWatch<Filled['body'] | undefined>('body', { form, preserve: true })
  const body = { ...(page.report?.body ?? known.body), ...values }
  const { investedInPeriod: inPeriod, investedThisYear: cumulative, physicalShare: share } = body
  const isBehind = known.plannedToDate !== null && typeof cumulative === 'number' && cumulative < known.plannedToDate
  const isOff =
    known.base !== null &&
    typeof inPeriod === 'number' &&
    typeof cumulative === 'number' &&
    cumulative !== known.base.amount + inPeriod
  const wentBack = known.physicalBefore !== null && typeof share === 'number' && share < known.physicalBefore
  const named = new Set(refusal?.problems.flatMap(({ path }) => path ?? []))
  const isAsked = (field: ReportField): boolean => {
    if (named.has(field)) return true
    if (field === 'slipReason' || field === 'slipText') return isBehind || Boolean(body.slipReason)
    return field !== 'adjustReason' || isOff || wentBack || Boolean(body.adjustReason)
  }
  return new Set(FIELDS_OF[kind].filter(isAsked))
}

/** What the figures are counted on: the money before this period and the plan. */
function Basis({ page }: { readonly page: ReportPage }) {
  const words = useMessages(progressReportsMessages)
  const { locale } = useLocale()
  const texts = useTexts()
  const { base, plannedInPeriod, plannedToDate } = page.known
  const money = (yuan: number | null) => (yuan === null ? '—' : formatMoney(asYuan(yuan), locale))
  const counted =
    base &&
    (base.period === null ? words.report.baseOfYear : words.report.base(money(base.amount), texts.period(base.period)))
  const planned = plannedToDate === null ? null : words.report.planned(money(plannedInPeriod), money(plannedToDate))
  const lines = [counted, planned].filter(Boolean)
  return lines.length === 0 ? null : <p className="k-quiet">{lines.join(' · ')}</p>
}

/** While one of the two sums of money is typed, the other follows from what was reported before. */
function followMoney(form: FormInstance<Filled>, { known, report }: ReportPage, values: Filled): void {
  const { base } = known
  if (!base) return
  const before = (report?.body ?? known.body).investedThisYear
  const { investedInPeriod: inPeriod, investedThisYear: cumulative } = values.body
  const isTouched = form.isFieldTouched(['body', 'investedThisYear'])
  if (typeof inPeriod === 'number' && !isTouched && cumulative !== base.amount + inPeriod)
    form.setFieldValue(['body', 'investedThisYear'], base.amount + inPeriod)
  else if (isTouched && typeof cumulative === 'number' && !form.isFieldTouched(['body', 'investedInPeriod'])) {
    const left = cumulative - base.amount
    if (left >= 0 && cumulative !== before) form.setFieldValue(['body', 'investedInPeriod'], left)
  }
}

const LONG: ReadonlySet<ReportField> = new Set(['physicalProgress', 'nextPlan', 'slipText', 'adjustReason'])
const NEEDED: ReadonlySet<ReportField> = new Set(['physicalProgress', 'nextPlan'])
const NEEDED_OF_MONTH: ReadonlySet<ReportField> = new Set(['investedInPeriod', 'investedThisYear', 'yearForecast'])

function ReportFieldRow({
  field,
  page,
  form,
  isAsked,
}: {
  readonly field: ReportField
  readonly page: ReportPage
  readonly form: FormInstance<Filled>
  readonly isAsked: boolean
}) {
  const words = useMessages(progressReportsMessages)
  const value = Form.useWatch<ReportBody[ReportField] | undefined>(['body', field], form)
  const label =
    field === 'investedInPeriod'
      ? words.sheet.thisPeriod[page.kind]
      : field === 'nextPlan'
        ? words.sheet.nextPlan[page.kind]
        : words.columns[field]
  if (!isAsked) return null
  return (
    <Field
      name={['body', field]}
      label={label}
      hint={page.known.from[field] ? <KnownHint field={field} page={page} value={value} /> : undefined}
      isRequired={NEEDED.has(field) || (page.kind === 'month' && NEEDED_OF_MONTH.has(field))}
      isWide={LONG.has(field)}
    >
      <Entry field={field} />
    </Field>
  )
}

function Entry({ field, ...rest }: { readonly field: ReportField }) {
  const words = useMessages(progressReportsMessages)
  switch (field) {
    case 'physicalShare':
      return <ShareField {...rest} />
    case 'slipReason':
      return <ChoiceField {...rest} options={SLIP_REASONS.map((value) => ({ value, label: words.slips[value] }))} />
    case 'physicalProgress':
    case 'nextPlan':
    case 'slipText':
      return <Input.TextArea {...rest} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
    case 'adjustReason':
      return <Input {...rest} maxLength={500} />
    default:
      return <MoneyField {...rest} />
  }
}

function KnownHint({
  field,
  page,
  value,
}: {
  readonly field: ReportField
  readonly page: ReportPage
  readonly value: ReportBody[ReportField] | undefined
}) {
  const words = useMessages(progressReportsMessages)
  const from = page.known.from[field]
  if (!from) return null
  const isSame = value === undefined || value === page.known.body[field]
  return isSame ? (
    <span className="k-quiet">{words.from[from]}</span>
  ) : (
    <Mark tone="notice">{words.report.changed}</Mark>
  )
}
