import { searchableText } from '../../../kernel/bigram.ts'
import { pinyinInitials, pinyinKey } from '../../../platform/pinyin.ts'
import type { ProjectBody, ProjectStatistics } from '../contract.ts'
import { lightMarks, lightOrder, listKeys, stageOrder } from '../rules/project.ts'
import type { NewProjectRow, ProjectRow } from './record.ts'
import { gramsOf } from './search.ts'

/** The column of each field a person writes; fields made of several columns are handled beside it. */
const COLUMNS = {
  name: 'name',
  shortName: 'short_name',
  projectCodes: 'project_codes',
  investorType: 'investor_type',
  establishment: 'establishment',
  nature: 'nature',
  category: 'category',
  industryCode: 'industry_code',
  chain: 'chain',
  stage: 'stage',
  enterprise: 'enterprise',
  creditCode: 'credit_code',
  place: 'place',
  longitude: 'longitude',
  latitude: 'latitude',
  land: 'land',
  floorArea: 'floor_area',
  scope: 'scope',
  capacity: 'capacity',
  expectedOutput: 'expected_output',
  expectedTax: 'expected_tax',
  jobs: 'jobs',
  totalInvestment: 'total_investment',
  investedBeforeYear: 'invested_before_year',
  planYear: 'plan_year',
  yearPlan: 'year_plan',
  monthlyPlan: 'monthly_plan',
  signedAmount: 'signed_amount',
  investedThisYear: 'invested_this_year',
  investedAsOf: 'invested_as_of',
  fundsInPlace: 'funds_in_place',
  bondAmount: 'bond_amount',
  bondSpent: 'bond_spent',
  plannedStartOn: 'planned_start_on',
  plannedCompletionOn: 'planned_completion_on',
  plannedProductionOn: 'planned_production_on',
  startedOn: 'started_on',
  completedOn: 'completed_on',
  producedOn: 'produced_on',
  unitId: 'unit_id',
  leadUnitId: 'lead_unit_id',
  sponsorPostId: 'sponsor_post_id',
  taskForceId: 'task_force_id',
  responsiblePerson: 'responsible_person',
  responsiblePhone: 'responsible_phone',
  physicalProgress: 'physical_progress',
  openProblems: 'open_problems',
  nextSteps: 'next_steps',
  note: 'note',
} as const satisfies Record<Exclude<keyof ProjectBody, 'memberships'>, keyof ProjectRow>

/** The columns a body is kept in, with those derived from it for order and search. */
export type BodyColumns = Pick<
  NewProjectRow,
  | (typeof COLUMNS)[keyof typeof COLUMNS]
  | 'memberships'
  | 'list_keys'
  | 'stage_order'
  | 'pinyin'
  | 'initials'
  | 'search_text'
>

/** The texts a project is searched by. */
function textsOf(body: ProjectBody, formerNames: readonly string[]): readonly string[] {
  return [body.name, body.shortName, ...formerNames, body.enterprise, body.place, body.chain, ...body.projectCodes]
}

/** What a project is found by; `formerNames` stay findable. */
export function gramsOfBody(body: ProjectBody, formerNames: readonly string[]): readonly string[] {
  return gramsOf(body.name, textsOf(body, formerNames))
}

/** The columns of a body. */
export function columnsOfBody(body: ProjectBody, formerNames: readonly string[]): BodyColumns {
  const plain = Object.fromEntries(
    Object.entries(COLUMNS).map(([field, column]) => [column, body[field as keyof typeof COLUMNS]]),
  )
  return {
    ...(plain as unknown as Pick<NewProjectRow, (typeof COLUMNS)[keyof typeof COLUMNS]>),
    memberships: JSON.stringify(body.memberships),
    list_keys: listKeys(body.memberships),
    stage_order: stageOrder(body.stage),
    pinyin: pinyinKey(body.name),
    initials: pinyinInitials(body.name),
    search_text: searchableText(textsOf(body, formerNames).join(' ')),
  }
}

/** The body of a row: what an edit starts from. */
export function bodyOfRow(row: ProjectRow): ProjectBody {
  const plain = Object.fromEntries(Object.entries(COLUMNS).map(([field, column]) => [field, row[column]]))
  return { ...plain, memberships: [...row.memberships] } as ProjectBody
}

/** What statistics wrote about a project. */
export function statisticsOfRow(row: ProjectRow): ProjectStatistics {
  return {
    statisticalTotal: row.statistical_total,
    statisticalThisYear: row.statistical_this_year,
    statisticalAsOf: row.statistical_as_of,
    investmentRegisteredOn: row.investment_registered_on,
    fourAboveOn: row.four_above_on,
  } as ProjectStatistics
}

/** The columns of a judged light. */
export function columnsOfLight(judged: {
  completion: number | null
  pace: number | null
  light: ProjectRow['light']
  reason: object | null
  dimensions: ProjectRow['light_dimensions']
  rule: ProjectRow['light_rule']
}) {
  return {
    completion: judged.completion,
    pace: judged.pace,
    light: judged.light,
    light_order: lightOrder(judged.light),
    light_reason: judged.reason && JSON.stringify(judged.reason),
    light_dimensions: JSON.stringify(judged.dimensions),
    light_marks: lightMarks(judged.dimensions),
    light_rule: judged.rule && JSON.stringify(judged.rule),
  }
}
