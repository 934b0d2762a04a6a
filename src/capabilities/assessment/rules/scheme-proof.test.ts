import { describe, expect, it } from 'vitest'
import { SchemeBody } from '../contract.ts'
import { type ProofFacts, schemeProof } from './scheme-proof.ts'

const id = (at: number) => `01890000-0000-7000-8000-00000000000${at}`
const [EAST, SOUTH, WEST, OFFICE, COMMERCE] = [id(1), id(2), id(3), id(4), id(5)]
const facts: ProofFacts = {
  units: new Map([
    [EAST, { name: '示例东河镇', kind: 'township' }],
    [SOUTH, { name: '示例南山镇', kind: 'township' }],
    [WEST, { name: '示例西坡街道', kind: 'township' }],
    [OFFICE, { name: '示例统计局', kind: 'department' }],
    [COMMERCE, { name: '示例商务局', kind: 'department' }],
  ]),
  faultOfLedger: (ref, level) =>
    ref.startsWith('targets.completion:')
      ? undefined
      : ref === 'targets.completion'
        ? 'param_wanted'
        : ref === 'key_projects.invested'
          ? undefined
          : ref === 'key_projects.yearly' && level !== 'year'
            ? 'not_for_period'
            : 'unknown',
}

/** A body nothing is wrong with, as plain data that a test may break. */
const sound = () => ({
  groups: [{ key: 'towns', name: '镇街组', unitIds: [EAST, SOUTH] }],
  exempt: [{ unitId: WEST, reason: '示例：新设，下半年参加' }] as { unitId: string; reason: string }[],
  levels: {
    month: {
      criteria: [
        {
          key: 'invested',
          name: '完成投资',
          points: '60',
          seasons: [] as object[],
          isExpected: false,
          sourceUnitId: OFFICE as string | null,
          figures: [
            { key: 'done', name: '累计完成', from: { kind: 'ledger', figure: 'key_projects.invested' } as object },
            { key: 'plan', name: '年度计划', from: { kind: 'unit' } as object },
          ],
          method: { kind: 'proportional', terms: [{ actual: 'done', target: 'plan' }], cap: '1.2' } as object,
        },
        {
          key: 'starts',
          name: '按期开工',
          points: '40',
          seasons: [] as object[],
          isExpected: false,
          sourceUnitId: OFFICE as string | null,
          figures: [{ key: 'rate', name: '开工率', from: { kind: 'unit' } as object }],
          method: {
            kind: 'steps',
            measure: { kind: 'figure', of: 'rate' },
            mark: '100',
            base: '30',
            above: [{ through: null, each: '1' }],
            below: [{ through: null, each: '1' }],
            least: '0',
            most: '40',
          } as object,
        },
      ],
      extras: [] as object[],
      bands: [] as object[],
      lists: [] as object[],
      awards: [] as object[],
    },
    quarter: null as object | null,
  },
})
type Written = ReturnType<typeof sound>
type Spoil = (body: Written) => void

const proof = (spoil: Spoil = () => undefined) => {
  const body = sound()
  spoil(body)
  return schemeProof(SchemeBody.parse(body), facts)
}
const [FIRST, SECOND] = [0, 1]
const month = (body: Written) => body.levels.month
const criterion = (body: Written, at = FIRST) => {
  const found = month(body).criteria[at]
  if (!found) throw new Error('no criterion')
  return found
}
const list = (rule: object) => ({ key: 'l', name: '示例榜', colour: 'black', places: 1, ...rule })
const below100 = {
  of: 'measure',
  criterion: 'invested',
  measure: { kind: 'percent', of: 'done', over: 'plan' },
  is: 'below',
  value: '100',
}
const quarterOf = (figure: object) => ({
  criteria: [
    {
      key: 'months',
      name: '月度得分',
      points: '100',
      figures: [{ key: 'score', name: '得分', from: figure }],
      method: { kind: 'weighted', parts: [{ of: 'score', share: '1' }] },
    },
  ],
})

describe('a sound scheme', () => {
  it('is proved: units counted, every number line covered, points told', () => {
    const { problems, advice, groups, levels } = proof()
    expect([problems, advice]).toEqual([[], []])
    expect(groups).toEqual({ unitCount: 2, outside: [] })
    expect(levels).toHaveLength(1)
    expect(levels[0]?.points).toEqual([{ at: 1, points: '100' }])
    expect(levels[0]?.lines.map(({ criterion: key }) => key)).toEqual(['invested', 'starts'])
  })

  it('needs no signature for what was signed below or in a contest', () => {
    const from = [
      { kind: 'below', level: 'month', at: 3 },
      { kind: 'below', level: 'month', at: 'mean' },
      { kind: 'contest', contest: 'observation', what: 'score' },
    ]
    for (const each of from)
      expect(proof((body) => Object.assign(body.levels, { quarter: quarterOf(each) })).problems).toEqual([])
  })
})

const PROBLEMS: readonly (readonly [code: string, path: string, spoil: Spoil])[] = [
  ['no_group', 'groups', (body) => Object.assign(body, { groups: [], exempt: [] })],
  ['group_empty', 'groups.1.unitIds', (body) => body.groups.push({ key: 'parks', name: '园区', unitIds: [] })],
  ['key_twice', 'groups.1.key', (body) => body.groups.push({ key: 'towns', name: '园区', unitIds: [OFFICE] })],
  ['unit_twice', 'groups.0.unitIds.2', (body) => body.groups[0]?.unitIds.push(EAST)],
  ['unit_twice', 'exempt.1.unitId', (body) => body.exempt.push({ unitId: EAST, reason: '示例' })],
  ['unit_closed', 'groups.0.unitIds.2', (body) => body.groups[0]?.unitIds.push(id(9))],
  ['unit_outside', 'groups', (body) => Object.assign(body, { exempt: [] })],
  ['no_level', 'levels', (body) => Object.assign(body.levels, { month: null })],
  ['no_criterion', 'levels.month.criteria', (body) => Object.assign(month(body), { criteria: [] })],
  ['key_twice', 'levels.month.criteria.1.key', (body) => Object.assign(criterion(body, SECOND), { key: 'invested' })],
  ['usage_criterion', 'levels.month.criteria.0.name', (body) => Object.assign(criterion(body), { name: '平台登录率' })],
  [
    'usage_criterion',
    'levels.month.criteria.0.figures.1.name',
    (body) => Object.assign(criterion(body).figures[1] ?? {}, { name: '信息报送篇数：报送篇数' }),
  ],
  [
    'figure_without_source',
    'levels.month.criteria.0.figures',
    (body) => Object.assign(criterion(body), { figures: criterion(body).figures.slice(0, 1) }),
  ],
  [
    'figure_unread',
    'levels.month.criteria.0.figures.2',
    (body) => criterion(body).figures.push({ key: 'more', name: '多余', from: { kind: 'unit' } }),
  ],
  ...(
    [
      ['ledger_unknown', 'key_projects.nothing'],
      ['ledger_not_for_period', 'key_projects.yearly'],
      ['ledger_param_wanted', 'targets.completion'],
    ] as const
  ).map(
    ([code, figure]) =>
      [
        code,
        'levels.month.criteria.0.figures.0.from.figure',
        (body: Written) => Object.assign(criterion(body).figures[0] ?? {}, { from: { kind: 'ledger', figure } }),
      ] as const,
  ),
  [
    'below_not_lower',
    'levels.month.criteria.0.figures.0.from',
    (body) => Object.assign(criterion(body).figures[0] ?? {}, { from: { kind: 'below', level: 'month', at: 1 } }),
  ],
  [
    'below_outside',
    'levels.quarter.criteria.0.figures.0.from.at',
    (body) => Object.assign(body.levels, { quarter: quarterOf({ kind: 'below', level: 'month', at: 4 }) }),
  ],
  [
    'below_absent',
    'levels.quarter.criteria.0.figures.0.from',
    (body) => Object.assign(body.levels, { month: null, quarter: quarterOf({ kind: 'below', level: 'month', at: 1 }) }),
  ],
  [
    'streak_criterion',
    'levels.month.criteria.1.figures.0.from.criterion',
    (body) =>
      Object.assign(criterion(body, SECOND).figures[0] ?? {}, {
        from: { kind: 'streak', criterion: 'starts', measure: { kind: 'figure', of: 'rate' }, is: 'above', value: '1' },
      }),
  ],
  [
    'streak_figure',
    'levels.month.criteria.1.figures.0.from.measure',
    (body) =>
      Object.assign(criterion(body, SECOND).figures[0] ?? {}, {
        from: {
          kind: 'streak',
          criterion: 'invested',
          measure: { kind: 'figure', of: 'rate' },
          is: 'above',
          value: '1',
        },
      }),
  ],
  [
    'source_missing',
    'levels.month.criteria.0.sourceUnitId',
    (body) => Object.assign(criterion(body), { sourceUnitId: null }),
  ],
  [
    'source_closed',
    'levels.month.criteria.0.sourceUnitId',
    (body) => Object.assign(criterion(body), { sourceUnitId: id(9) }),
  ],
  ['points_nothing', 'levels.month.criteria.0.points', (body) => Object.assign(criterion(body), { points: '0' })],
  [
    'base_outside',
    'levels.month.criteria.1.method.base',
    (body) => Object.assign(criterion(body, SECOND).method, { base: '41' }),
  ],
  [
    'stretch_ends',
    'levels.month.criteria.1.method.above.0.through',
    (body) => Object.assign(criterion(body, SECOND).method, { above: [{ through: '120', each: '1' }] }),
  ],
  [
    'extra_cap',
    'levels.month.extras.0.most',
    (body) => month(body).extras.push({ key: 'e', name: '奖', kind: 'bonus', each: '2', most: '1', evidence: '通报' }),
  ],
  [
    'usage_criterion',
    'levels.month.extras.0.name',
    (body) => month(body).extras.push({ key: 'e', name: '打卡奖', kind: 'bonus', each: '1', evidence: '通报' }),
  ],
  ['band_last', 'levels.month.bands.0', (body) => month(body).bands.push({ key: 'a', name: '优秀', from: '90' })],
  [
    'band_order',
    'levels.month.bands.1.from',
    (body) =>
      month(body).bands.push(
        { key: 'a', name: '优秀', from: '80' },
        { key: 'b', name: '良好', from: '90' },
        { key: 'c', name: '合格', from: null },
      ),
  ],
  ['list_of_all', 'levels.month.lists.0', (body) => month(body).lists.push(list({ places: null }))],
  [
    'list_group',
    'levels.month.lists.0.groups.0',
    (body) => month(body).lists.push(list({ groups: ['parks'], conditions: [below100] })),
  ],
  [
    'list_criterion',
    'levels.month.lists.0.rankedBy',
    (body) =>
      month(body).lists.push(list({ conditions: [below100], rankedBy: { kind: 'criterion', criterion: 'no' } })),
  ],
  [
    'list_figure',
    'levels.month.lists.0.conditions.0.measure',
    (body) => month(body).lists.push(list({ conditions: [{ ...below100, measure: { kind: 'figure', of: 'no' } }] })),
  ],
  [
    'award_gained',
    'levels.month.awards.0.rankedBy',
    (body) =>
      month(body).awards.push({
        key: 'p',
        name: '进位奖',
        sign: 'progress',
        rankedBy: { kind: 'criterion', criterion: 'starts' },
        by: { kind: 'gained', places: 2 },
      }),
  ],
  [
    'award_sign',
    'levels.month.awards.0.by',
    (body) => month(body).awards.push({ key: 's', name: '星', sign: 'star', by: { kind: 'first', places: 2 } }),
  ],
]

describe('a proof finds', () => {
  it.each(PROBLEMS)('%s at %s', (code, path, spoil) => {
    const found = proof(spoil).problems.map((each) => [each.code, each.path.join('.')])
    expect(found).toContainEqual([`assessment.${code}`, path])
  })

  it('a season the level does not have', () => {
    const season = (at: number) => ({
      ...quarterOf({ kind: 'below', level: 'month', at: 1 }).criteria[0],
      seasons: [{ at, points: '50' }],
    })
    const codes = (at: number) =>
      proof((body) => Object.assign(body.levels, { quarter: { criteria: [season(at)] } })).problems.map(
        ({ code }) => code,
      )
    expect([codes(4), codes(5)]).toEqual([[], ['assessment.season_outside']])
  })
})

const ADVICE: readonly (readonly [code: string, spoil: Spoil])[] = [
  ['unit_outside', (body) => body.groups.push({ key: 'bureaus', name: '部门组', unitIds: [OFFICE] })],
  ['points_sum', (body) => Object.assign(criterion(body), { points: '50' })],
  ['points_sum', (body) => criterion(body).seasons.push({ at: 2, points: '30' })],
  [
    'shares_sum',
    (body) => Object.assign(criterion(body).method, { terms: [{ actual: 'done', target: 'plan', share: '0.5' }] }),
  ],
  [
    'alone_in_group',
    (body) => {
      Object.assign(body, { groups: [{ key: 'one', name: '单独一组', unitIds: [EAST] }] })
      Object.assign(criterion(body, SECOND), { method: { kind: 'min_max', measure: { kind: 'figure', of: 'rate' } } })
    },
  ],
  [
    'without_target',
    (body) => {
      criterion(body, SECOND).figures.push({ key: 'due', name: '应开工', from: { kind: 'unit' } })
      Object.assign(criterion(body, SECOND).method, { measure: { kind: 'percent', of: 'rate', over: 'due' } })
    },
  ],
  ['source_is_assessed', (body) => Object.assign(criterion(body), { sourceUnitId: EAST })],
  ['list_by_places', (body) => month(body).lists.push(list({}))],
  [
    'list_expected',
    (body) => {
      Object.assign(criterion(body), { isExpected: true })
      month(body).lists.push(list({ conditions: [below100] }))
    },
  ],
  [
    'lists_overlap',
    (body) => month(body).lists.push(list({ conditions: [below100] }), list({ key: 'r', colour: 'red', places: 2 })),
  ],
]

describe('a proof tells and does not refuse', () => {
  it.each(ADVICE)('%s', (code, spoil) => {
    expect(proof(spoil).advice.map((each) => each.code)).toContain(`assessment.${code}`)
  })
})
