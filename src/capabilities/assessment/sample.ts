import { lastDay, type Period, periodKind, periodOf, periodYear, previousPeriod } from '../../kernel/period.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import * as contract from './contract.ts'
import scheme from './data/county-scheme.json' with { type: 'json' }

const SEED = 20_261
/** How far the invented figures reach: growth in percent, items of a month, funds in millions. */
const GROWTH = { from: 3, span: 7 }
const ITEMS = { from: 6, span: 12 }
const FUNDS = { from: 800, span: 4200 }

/**
 * A scheme of towns and parks with its last quarter published and a month under way: the last month of the quarter and the quarter itself from
 * opening to publication, one objection upheld on the way, one bonus, one deduction taken back. All invented.
 */
export async function sampleAssessment(write: SampleWriter): Promise<void> {
  const quarter = previousPeriod(periodOf(write.today, 'quarter'))
  const lastMonth = periodOf(lastDay(quarter), 'month')
  const {
    id: schemeId,
    number,
    recordVersion,
  } = await write.run(contract.createScheme, {
    year: periodYear(quarter),
    name: scheme.name,
    basis: scheme.basis,
    body: bodyFor(write),
  })
  await write.run(contract.freezeSchemeVersion, { schemeId, number, expectedVersion: recordVersion })
  const next = seededNumbers(SEED)
  const month = await openAndSign(write, { schemeId, period: lastMonth, next })
  await publish(write, month)
  const round = await openAndSign(write, { schemeId, period: quarter, next })
  await dispute(write, round)
  await publish(write, round)
  const running = previousPeriod(periodOf(write.today, 'month'))
  if (running !== lastMonth && periodYear(running) === periodYear(quarter))
    await write.run(contract.openRound, { schemeId, level: 'month', period: running })
}

/** The body of the sample scheme with the units of the sample county in the place of their names. */
function bodyFor({ ids }: SampleWriter): contract.SchemeBody {
  const idOf = (name: string) => ids.units.get(name) ?? name
  const { groups, levels } = scheme.body
  const written = {
    groups: groups.map((group) => ({ ...group, unitIds: group.unitIds.map(idOf) })),
    levels: Object.fromEntries(
      Object.entries(levels).map(([level, rules]) => [
        level,
        {
          ...rules,
          criteria: rules.criteria.map((criterion) => ({
            ...criterion,
            sourceUnitId: criterion.sourceUnitId === null ? null : idOf(criterion.sourceUnitId),
          })),
        },
      ]),
    ),
  }
  return contract.SchemeBody.parse(written)
}

interface Opened {
  readonly id: string
  readonly units: readonly { readonly unitId: string }[]
  readonly firstOfGroups: readonly string[]
}

/** Opens a round, enters what its source units owe, signs every criterion and lays the figures before the assessed units. */
async function openAndSign(
  write: SampleWriter,
  { schemeId, period, next }: { readonly schemeId: string; readonly period: Period; readonly next: () => number },
): Promise<Opened> {
  const level = periodKind(period) === 'month' ? 'month' : 'quarter'
  const { id: roundId } = await write.run(contract.openRound, { schemeId, level, period })
  const page = await write.run(contract.showRound, { roundId })
  for (const { criterion, figures } of page.criteria) {
    const entered = figures.filter(({ from }) => from.kind === 'unit').map(({ key }) => key)
    if (entered.length === 0) continue
    const values = page.units.flatMap(({ unitId }) => invented(entered, next).map((each) => ({ unitId, ...each })))
    await write.run(contract.enterFigures, { roundId, criterion, values })
  }
  const { criteria, units, version } = await write.run(contract.showRound, { roundId })
  let expectedVersion = version
  for (const { criterion, digest, sourceUnitId } of criteria) {
    if (digest === null || sourceUnitId === null) continue
    expectedVersion = (await write.run(contract.signCriterion, { roundId, criterion, digest })).version
  }
  await write.run(contract.startChecking, { roundId, expectedVersion })
  const groups = [...new Set(units.map(({ group }) => group))]
  return {
    id: roundId,
    units,
    firstOfGroups: groups.flatMap((group) => units.find((unit) => unit.group === group)?.unitId ?? []),
  }
}

/** Figures of one unit for one criterion, by their keys in the sample scheme. */
function invented(keys: readonly string[], next: () => number) {
  const due = ITEMS.from + Math.floor(next() * ITEMS.span)
  const known: Readonly<Record<string, string>> = {
    due: `${due}`,
    ontime: `${due - Math.floor(next() * 3)}`,
    rate: (GROWTH.from + next() * GROWTH.span).toFixed(1),
    funds: `${Math.round(FUNDS.from + next() * FUNDS.span)}`,
  }
  return keys.map((figure) => ({ figure, value: known[figure] ?? '0', evidence: '示例：报表' }))
}

/** Lines of points and an objection that is upheld: the value is corrected by a printed line and signed again. */
async function dispute(write: SampleWriter, { id: roundId, firstOfGroups }: Opened): Promise<void> {
  const [first, second] = firstOfGroups
  if (first === undefined || second === undefined) return
  const line = { reason: '示例：全市观摩评议前三', evidence: '示例通报〔2026〕9号' }
  await write.run(contract.addEntry, { roundId, unitId: first, what: { kind: 'case', rule: 'praise' }, ...line })
  const { entryId } = await write.run(contract.addEntry, {
    roundId,
    unitId: second,
    what: { kind: 'case', rule: 'late_start' },
    reason: '示例：一个项目逾期未开工',
    evidence: '示例督办单 12',
  })
  await write.run(contract.reverseEntry, {
    roundId,
    entryId,
    reason: '示例：核实为上级停工要求',
    evidence: '示例更正〔2026〕1号',
  })
  const { id: objectionId, version } = await write.run(contract.raiseObjection, {
    roundId,
    unitId: second,
    about: { kind: 'figure', criterion: 'growth', figure: 'rate', wishedValue: '8.6' },
    reason: '示例：漏计一家月度新入统企业',
    evidence: '示例：入统批复',
  })
  await write.run(contract.answerObjection, {
    objectionId,
    expectedVersion: version,
    decision: 'upheld',
    answer: '示例：核实无误，按入统口径更正',
    value: '8.6',
    evidence: '示例：统计报表更正单',
  })
  const { criteria } = await write.run(contract.showRound, { roundId })
  const digest = criteria.find(({ criterion }) => criterion === 'growth')?.digest
  if (digest) await write.run(contract.signCriterion, { roundId, criterion: 'growth', digest })
}

/** Every unit says that its figures are right; then the round is settled and published. */
async function publish(write: SampleWriter, { id: roundId, units }: Opened): Promise<void> {
  let expectedVersion = 1
  for (const { unitId } of units)
    expectedVersion = (await write.run(contract.confirmFigures, { roundId, unitId })).version
  const settled = await write.run(contract.settleRound, { roundId, expectedVersion })
  await write.run(contract.publishRound, {
    roundId,
    expectedVersion: settled.version,
    note: '示例：经县委县政府同意公布',
  })
}
