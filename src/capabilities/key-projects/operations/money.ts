import { dayOf, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { firstDay, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { keepProof } from '../../../platform/keep-proof.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import { requireOpenYears } from '../../targets/public.ts'
import * as contract from '../contract.ts'
import { monthFault } from '../rules/money-entry.ts'
import { ALARM_POINTS, asOfDay, ledgerMonth, moneyShare, monthOfYear, reportedFigure } from '../rules/money.ts'
import * as evidence from '../store/evidence.ts'
import * as money from '../store/money.ts'
import * as record from '../store/record.ts'
import * as region from '../store/region-money.ts'
import { bodyOfRow } from '../store/shape.ts'
import { changeProject, SUBJECT } from './change.ts'
import { judgeRow } from './judge.ts'
import { keepStatisticalFigure } from './keep-money.ts'
import { exportStatisticalLedger } from './statistical-ledger.ts'
import { figureOfRow, monthsOf, yearShown } from './show-money.ts'

type Row = record.ProjectRow

const show = implement(contract.showProjectMoney, async (ctx, { projectId, year: asked }) => {
  const row = await record.getProject(ctx, projectId)
  const year = yearShown(row, asked, dayOf(ctx.now))
  const actions = moneyActions(ctx, row)
  const pieces = await evidence.listEvidence(ctx, projectId, year)
  const others = await evidence.listOtherPlaces(
    ctx,
    projectId,
    pieces.map((piece) => piece.file_sm3),
  )
  return {
    year,
    years: [...new Set([...(await money.listYearsOfFigures(ctx, projectId)), year])].toSorted(
      (one, other) => one - other,
    ),
    months: [...(await monthsOf(ctx, row, year))],
    yearPlan: (row.plan_year === null || row.plan_year === year
      ? row.year_plan
      : null) as contract.MoneyLine['yearPlan'],
    totalInvestment: row.total_investment as contract.MoneyLine['yearPlan'],
    moneyShare: moneyShare(reportedFigure(bodyOfRow(row))?.total ?? null, row.total_investment),
    physicalPercent: row.physical_percent,
    alarm: row.money_alarm,
    alarmPoints: ALARM_POINTS,
    evidence: pieces.map((piece) => ({
      ...evidenceOf(piece),
      alsoAt: others.filter((other) => other.sm3 === piece.file_sm3).map((other) => other.name),
      actions: piece.withdrawn_at === null && actions.includes('add_evidence') ? ['withdraw' as const] : [],
    })),
    evidenced: Object.fromEntries(
      contract.MONEY_PROOFS.map((kind) => [
        kind,
        pieces
          .filter((piece) => piece.kind === kind && piece.withdrawn_at === null)
          .reduce((sum, piece) => sum + (piece.amount ?? 0), 0),
      ]),
    ) as never,
    statisticalCode: row.statistical_code,
    version: row.version,
    actions: [...actions],
  }
})

const chain = implement(contract.listFigureChain, async (ctx, { projectId, ledger, period }) => {
  await record.getProject(ctx, projectId)
  const rows = await money.listChain(ctx, { projectId, ledger, period: ledgerMonth(period) })
  return { items: rows.map(figureOfRow) }
})

const recordReported = implement(
  contract.recordReportedMonth,
  async (ctx, { projectId, period, thisYear, physicalPercent, reason, expectedVersion }) => {
    const row = await getForMoney(ctx, projectId, 'record_reported')
    const month = await checkedMonth(ctx, row, { ledger: 'reported', period, thisYear, reason })
    const body = bodyOfRow(row)
    const origin = { source: 'month', sourceId: null, physicalPercent } as const
    const latest = reportedFigure(body)?.period
    if (latest === undefined || month >= latest) {
      const changed = { ...body, investedThisYear: thisYear, investedAsOf: month }
      return {
        id: projectId,
        version: await changeProject(ctx, projectId, expectedVersion, changed, { reason, money: origin }),
      }
    }
    const version = await record.updateProject(ctx, projectId, expectedVersion, { updated_at: ctx.now })
    await money.addFigures(ctx, [
      {
        projectId,
        ledger: 'reported',
        period: month,
        thisYear,
        total: yearOf(firstDay(month)) === row.plan_year ? (body.investedBeforeYear ?? 0) + thisYear : null,
        fundsInPlace: null,
        asOf: asOfDay(month, dayOf(ctx.now)),
        ...origin,
        reason,
      },
    ])
    await record.setLight(ctx, projectId, await judgeRow(ctx, row))
    announceMonth(ctx, projectId, { ledger: 'reported', period: month, thisYear }, reason)
    return { id: projectId, version }
  },
)

const recordStatistical = implement(
  contract.recordStatisticalMonth,
  async (ctx, { projectId, period, thisYear, total, reason, expectedVersion }) => {
    const row = await getForMoney(ctx, projectId, 'record_statistical')
    if (row.investment_registered_on === null && thisYear > 0)
      refuse('rule_broken', problem('key_projects.register_first', {}, ['period']))
    const month = await checkedMonth(ctx, row, { ledger: 'statistical', period, thisYear, reason })
    const isLatest = row.statistical_as_of === null || month >= ledgerMonth(row.statistical_as_of as Period)
    const version = await record.updateProject(ctx, projectId, expectedVersion, {
      updated_at: ctx.now,
      ...(isLatest
        ? {
            statistical_this_year: thisYear,
            statistical_as_of: month,
            ...(total === null ? {} : { statistical_total: total }),
          }
        : {}),
    })
    await keepStatisticalFigure(
      ctx,
      projectId,
      {
        statisticalThisYear: thisYear,
        statisticalTotal: total ?? (isLatest ? (row.statistical_total as typeof total) : null),
        statisticalAsOf: month,
      },
      reason,
    )
    announceMonth(ctx, projectId, { ledger: 'statistical', period: month, thisYear }, reason)
    return { id: projectId, version }
  },
)

/** The month a figure belongs to, once it may stand there. */
async function checkedMonth(
  ctx: OperationContext,
  row: Row,
  entry: {
    readonly ledger: contract.Ledger
    readonly period: Period
    readonly thisYear: number
    readonly reason: string
  },
): Promise<Period> {
  const month = ledgerMonth(entry.period)
  await requireOpenYears(ctx, [yearOf(firstDay(month))])
  const known = await money.listLatestFigures(ctx, [row.id], [yearOf(firstDay(month))])
  const fault = monthFault(
    { ...entry, period: month },
    known
      .filter((each) => each.ledger === entry.ledger)
      .map((each) => ({ period: each.period, thisYear: each.this_year ?? 0 })),
    dayOf(ctx.now),
  )
  return fault ? refuse('rule_broken', fault) : month
}

function announceMonth(
  ctx: OperationContext,
  projectId: string,
  after: { readonly ledger: contract.Ledger; readonly period: string; readonly thisYear: number },
  reason: string,
): void {
  ctx.announce('key_projects.month_recorded', { subject: { kind: SUBJECT, id: projectId }, after, data: { reason } })
}

const setCode = implement(contract.setStatisticalCode, async (ctx, { projectId, statisticalCode, expectedVersion }) => {
  const row = await getForMoney(ctx, projectId, 'record_statistical')
  const change = { statistical_code: statisticalCode, updated_at: ctx.now }
  const version = await record.updateProject(ctx, projectId, expectedVersion, change)
  ctx.announce('key_projects.statistics_entered', {
    subject: { kind: SUBJECT, id: projectId },
    before: { statisticalCode: row.statistical_code },
    after: { statisticalCode },
  })
  return { id: projectId, version }
})

const addEvidence = implement(contract.addMoneyEvidence, async (ctx, { projectId, period, kind, ...more }) => {
  await getForMoney(ctx, projectId, 'add_evidence')
  const file = await keepProof(ctx, more.keepLocation)
  const id = newId(ctx.now)
  await evidence.insertEvidence(ctx, {
    id,
    project_id: projectId,
    period: ledgerMonth(period),
    kind,
    amount: more.amount,
    document_number: more.documentNumber,
    dated_on: more.datedOn ?? file.takenOn,
    note: more.note,
    file_key: file.key,
    file_name: file.name,
    file_type: file.type,
    file_size: file.size,
    file_sm3: file.sm3,
    entered_by: ctx.actor.personId,
    entered_by_name: ctx.actor.name,
    entered_at: ctx.now,
  })
  ctx.announce('key_projects.evidence_added', {
    subject: { kind: SUBJECT, id: projectId },
    after: { evidence: id, period, kind, amount: more.amount, fileName: file.name },
  })
  return { id }
})

const readEvidence = implement(contract.readMoneyEvidence, async (ctx, { projectId, evidenceId }) => {
  await record.getProject(ctx, projectId)
  const row = orNotFound(await evidence.findEvidence(ctx, projectId, evidenceId))
  const file = orNotFound(await ctx.files.find(ctx.scope.region, row.file_key))
  return { name: row.file_name, type: contract.readMoneyEvidence.fileOut ?? '', bytes: file.bytes }
})

const withdraw = implement(
  contract.withdrawMoneyEvidence,
  async (ctx, { projectId, evidenceId, reason, expectedVersion }) => {
    await getForMoney(ctx, projectId, 'add_evidence')
    const row = orNotFound(await evidence.findEvidence(ctx, projectId, evidenceId))
    const version = await evidence.withdrawEvidence(ctx, { id: row.id, expectedVersion }, ctx.now, reason)
    ctx.announce('key_projects.evidence_withdrawn', {
      subject: { kind: SUBJECT, id: projectId },
      before: { evidence: row.id, period: row.period, kind: row.kind, amount: row.amount, fileName: row.file_name },
      data: { reason },
    })
    return { id: row.id, version }
  },
)

const listRegion = implement(contract.listRegionMoney, async (ctx, { year: asked, view, cursor, limit }) => {
  const today = dayOf(ctx.now)
  const year = asked ?? yearOf(today)
  const page = await region.listMoneyLines(ctx, { year, view, cursor, limit })
  const units = await namesOfUnits(
    ctx,
    page.items.map((row) => row.unit_id),
  )
  return {
    year,
    months: monthSums(await region.sumMonths(ctx, year), year),
    totals: await region.sumMoney(ctx, year),
    items: page.items.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      unitName: units.get(row.unit_id)?.shortName ?? '',
      yearPlan: row.year_plan,
      reported: row.reported,
      reportedAsOf: row.reported === null ? null : row.invested_as_of,
      statistical: row.statistical,
      statisticalAsOf: row.statistical === null ? null : row.statistical_as_of,
      gap: row.reported === null || row.statistical === null ? null : row.reported - row.statistical,
      isRegistered: row.investment_registered_on !== null,
      moneyShare: moneyShare(
        row.invested_this_year === null ? null : (row.invested_before_year ?? 0) + row.invested_this_year,
        row.total_investment,
      ),
      physicalPercent: row.physical_percent,
      alarm: row.money_alarm,
    })),
    nextCursor: page.nextCursor,
  } as never
})

/** Both ledgers cumulated month by month, from the first month with a figure to the last one. */
function monthSums(added: readonly region.MonthOfLedger[], year: number) {
  const known = added.map((each) => Number(each.period.slice(6)))
  if (known.length === 0) return []
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const sums = { reported: 0, statistical: 0 }
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const period = monthOfYear(year, first + index)
    const ofMonth = added.filter((each) => each.period === period)
    for (const each of ofMonth) sums[each.ledger] += each.added
    const projects = ofMonth.find((each) => each.ledger === 'reported')?.projects ?? 0
    return { period, reported: sums.reported, statistical: sums.statistical, projects }
  })
}

function evidenceOf(row: evidence.EvidenceRow): Omit<contract.MoneyEvidence, 'alsoAt' | 'actions'> {
  return {
    id: row.id,
    period: row.period as Period,
    kind: row.kind,
    amount: row.amount as contract.MoneyEvidence['amount'],
    documentNumber: row.document_number,
    datedOn: row.dated_on as contract.MoneyEvidence['datedOn'],
    note: row.note,
    fileName: row.file_name,
    fileSize: row.file_size,
    enteredBy: row.entered_by_name,
    enteredAt: row.entered_at.toISOString(),
    withdrawnReason: row.withdrawn_reason,
    version: row.version,
  }
}

/** What the reader may do with the money of a project; nothing once it is withdrawn. */
function moneyActions(ctx: OperationContext, row: Row): readonly contract.MoneyAction[] {
  if (row.withdrawn_at !== null) return []
  const units = [row.unit_id, row.lead_unit_id, row.task_force_id]
  const mayManage = ctx.actor.may('key_projects.manage', units)
  const mayEnterStatistics = ctx.actor.may('key_projects.statistics', units)
  return [
    ...(mayManage ? (['record_reported', 'add_evidence'] as const) : []),
    ...(mayEnterStatistics ? (['record_statistical'] as const) : []),
  ]
}

async function getForMoney(ctx: OperationContext, id: string, action: contract.MoneyAction): Promise<Row> {
  const row = await record.getProject(ctx, id)
  if (!moneyActions(ctx, row).includes(action)) refuse('rule_broken', problem('key_projects.money_not_now'))
  return row
}

/** The operations on the money of projects. */
export const moneyOperations = [
  show,
  chain,
  recordReported,
  recordStatistical,
  setCode,
  addEvidence,
  readEvidence,
  withdraw,
  listRegion,
  exportStatisticalLedger,
]
