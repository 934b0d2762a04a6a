import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContest } from '../../../../tests/support/any-contest.ts'
import { CONTEST_ACTIONS, CONTEST_KINDS, CONTEST_STATES, ContestBody } from '../contract.ts'
import { checkBallot, entrantsToVoteOn } from './ballots.ts'
import { canonicalJson } from './canonical.ts'
import { problemsOfBody } from './check-body.ts'
import { excludedOf } from './conflicts.ts'
import { orderOf } from './draw.ts'
import { bodyWithSources } from './sources.ts'
import { availableActions, NEXT, stateAfter } from './states.ts'
import { tally } from './tally.ts'
import { usualBody } from './usual.ts'

const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

describe('the course of a contest', () => {
  const anyStanding = fc.record({ state: fc.constantFrom(...CONTEST_STATES), isRehearsal: fc.boolean() })

  it('offers what it allows and allows what it offers to who may do everything', () => {
    fc.assert(
      fc.property(anyStanding, (standing) => {
        const offered = availableActions(standing, { manage: true, supervise: true })
        for (const action of CONTEST_ACTIONS) expect(stateAfter(standing, action).ok).toBe(offered.includes(action))
      }),
    )
  })

  it('offers nothing to who may neither run nor supervise it', () => {
    fc.assert(
      fc.property(anyStanding, (standing) => {
        expect(availableActions(standing, { manage: false, supervise: false })).toEqual([])
      }),
    )
  })

  it('never changes the rules after the freeze, never publishes what no supervisor signed, never publishes a rehearsal', () => {
    for (const state of CONTEST_STATES) {
      expect(Object.hasOwn(NEXT[state], 'edit')).toBe(state === 'draft')
      expect(Object.hasOwn(NEXT[state], 'publish')).toBe(state === 'signed')
    }
    expect(codesOf(problemsIn(stateAfter({ state: 'running', isRehearsal: false }, 'edit')))).toEqual([
      'contests.rules_frozen',
    ])
    expect(stateAfter({ state: 'signed', isRehearsal: true }, 'publish').ok).toBe(false)
  })
})

function problemsIn(outcome: ReturnType<typeof stateAfter>) {
  return outcome.ok ? [] : outcome.problems
}

describe('a ballot', () => {
  it('is refused when an entrant is missing, a stranger is on it, or somebody the judge may not vote on', () => {
    fc.assert(
      fc.property(anyContest, ({ body, voters, ballots }) => {
        for (const { voter, about, content } of ballots) {
          const { excluded = [] } = voters.find((each) => each.voter === voter) ?? {}
          const [first] = entrantsToVoteOn(body, about, excluded)
          if (!first || content.kind === 'approve') continue
          const said = content.kind === 'ranking' ? content.places : content.marks
          const { [first.key]: own, ...rest } = said
          const withOut = content.kind === 'ranking' ? { ...content, places: rest } : { ...content, marks: rest }
          expect(checkBallot(body, about, excluded, withOut as typeof content).ok).toBe(false)
          const strange = { ...said, stranger: own }
          const withStranger =
            content.kind === 'ranking' ? { ...content, places: strange } : { ...content, marks: strange }
          expect(checkBallot(body, about, excluded, withStranger as typeof content).ok).toBe(false)
          expect(checkBallot(body, about, [...excluded, first.key], content).ok).toBe(false)
        }
      }),
    )
  })

  const ranking = ContestBody.parse({
    groups: [{ key: 'all', name: '全部' }],
    entrants: ['a', 'b', 'zone'].map((key) => ({ key, name: key, groupKey: 'all' })),
    ballot: { kind: 'ranking', mayTie: ['zone'] },
    classes: [{ key: 'c', name: 'c', weight: '1' }],
    parts: [{ key: 'v', name: 'v', share: '1', source: { kind: 'ballots' } }],
    casting: 'at_end',
    reveal: 'at_end',
  })
  const ranked = (places: Record<string, number>) =>
    checkBallot(ranking, '*', [], { kind: 'ranking', places, difficulty: {} })

  it('of a full ranking has no gap and no tie but with whom the rules let tie', () => {
    expect(ranked({ a: 1, b: 2, zone: 3 }).ok).toBe(true)
    expect(ranked({ a: 1, zone: 1, b: 3 }).ok).toBe(true)
    expect(ranked({ a: 1, b: 1, zone: 3 }).ok).toBe(false)
    expect(ranked({ a: 1, b: 2, zone: 4 }).ok).toBe(false)
    expect(ranked({ a: 1, zone: 1, b: 2 }).ok).toBe(false)
  })

  it('of grades gives no grade to more of a group than the rules allow', () => {
    const body: ContestBody = {
      ...ranking,
      ballot: {
        kind: 'grades',
        grades: [
          { key: 'good', name: '好', points: '100', most: 1 },
          { key: 'fair', name: '一般', points: '70', most: null },
        ],
      },
    }
    const graded = (marks: Record<string, string>) =>
      checkBallot(body, '*', [], { kind: 'grades', marks, difficulty: {} })
    expect(graded({ a: 'good', b: 'fair', zone: 'fair' }).ok).toBe(true)
    expect(graded({ a: 'good', b: 'good', zone: 'fair' }).ok).toBe(false)
  })

  it('of scores stays inside its bounds and decimals', () => {
    const body: ContestBody = {
      ...ranking,
      ballot: {
        kind: 'score',
        criteria: [{ key: 'w', name: '总体', guidance: '', max: '10', points: '100', decimals: 1 }],
      },
    }
    const marked = (mark: string) =>
      checkBallot(body, 'a', [], { kind: 'score', marks: { a: { w: mark } }, difficulty: {} }).ok
    expect([marked('10'), marked('9.5'), marked('0')]).toEqual([true, true, true])
    expect([marked('10.1'), marked('9.55'), marked('-1')]).toEqual([false, false, false])
  })
})

describe('the draw', () => {
  const anyText = fc.string({ minLength: 1, maxLength: 40 })

  it('puts every entrant of a group in one place, the same for the same seed and word', () => {
    fc.assert(
      fc.property(anyContest, anyText, anyText, ({ body }, seed, word) => {
        const order = orderOf(body, seed, word)
        for (const { key } of body.groups) {
          const own = body.entrants.filter(({ groupKey }) => groupKey === key).map((each) => each.key)
          expect([...(order[key] ?? [])].toSorted()).toEqual(own.toSorted())
        }
        expect(orderOf(body, seed, word)).toEqual(order)
      }),
    )
  })

  it('gives every entrant every place about equally often', () => {
    const entrants = ['a', 'b', 'c', 'd'].map((key) => ({ key, name: key, groupKey: 'g' }))
    const { entrants: drawn } = ContestBody.parse({ ...usualBody('arena', WORDS), entrants })
    const firsts = new Map<string, number>()
    const draws = 4000
    for (let at = 0; at < draws; at += 1) {
      const [first = ''] = orderOf({ entrants: drawn }, `seed ${at}`, '开赛')['g'] ?? []
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    // 150 off a thousand would be more than five standard deviations.
    for (const { key } of drawn) expect(Math.abs((firsts.get(key) ?? 0) - draws / 4)).toBeLessThan(150)
  })
})

const WORDS = {
  group: '全部',
  stage: '现场评分',
  leaders: '县级领导',
  members: '部门镇街',
  progress: '进度',
  quality: '质量',
  effort: '措施',
  grades: ['好', '较好', '一般', '较差'],
}

describe('rules', () => {
  const entrants = ['甲镇', '乙镇'].map((name, at) => ({ key: `e${at}`, name, groupKey: 'all' }))

  it('a contest is born with lack nothing but the entrants', () => {
    for (const kind of CONTEST_KINDS) {
      const body = usualBody(kind, WORDS)
      expect(codesOf(problemsOfBody(body))).toEqual(['contests.too_few_entrants', 'contests.group_empty'])
      expect(problemsOfBody(ContestBody.parse({ ...body, entrants }))).toEqual([])
    }
  })

  const sound = ContestBody.parse({ ...usualBody('arena', WORDS), entrants })
  const broken: readonly (readonly [string, Partial<ContestBody>])[] = [
    ['contests.weights_not_whole', { classes: [{ key: 'leaders', name: 'A', weight: '0.6', isLeaders: true }] }],
    ['contests.trim_takes_all', { trim: { highest: 1, lowest: 1, atLeast: 2 } }],
    ['contests.one_vote', { parts: [{ key: 'data', name: '数据', share: '1', source: { kind: 'entered' } }] }],
    ['contests.vote_after_all', { ballot: { kind: 'ranking', first: '100', step: '3', mayTie: [] } }],
    ['contests.reveal_before_all', { casting: 'at_end' }],
    ['contests.ladder_top_grades', { tieLadder: ['top_grades'] }],
    ['contests.ladder_data', { tieLadder: ['data'] }],
    ['contests.award_backwards', { awards: [{ kind: 'flag', name: '红旗', groupKey: null, from: 3, through: 1 }] }],
    [
      'contests.coefficient_without_one',
      { coefficient: { kind: 'voted', least: '1.1', most: '1.2', normalise: false } },
    ],
    [
      'contests.places_below_zero',
      { ballot: { kind: 'ranking', first: '2', step: '3', mayTie: [] }, casting: 'at_end', reveal: 'at_end' },
    ],
  ]
  it.each(broken)('are refused with %s', (code, change) => {
    expect(codesOf(problemsOfBody({ ...sound, ...change }))).toContain(code)
  })

  it('hash alike whatever the order their fields were written in', () => {
    fc.assert(
      fc.property(anyContest, ({ body }) => {
        const turned = Object.fromEntries(Object.entries(body).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(body))
        expect(JSON.parse(canonicalJson(body))).toEqual(body)
      }),
    )
  })

  it('take a part from the published score of the same unit in another contest', () => {
    const site = { key: 'site', name: '观摩', share: '0.5', source: { kind: 'contest' as const, contestId: 'c1' } }
    const stage = { key: 'stage', name: '现场', share: '0.5', source: { kind: 'ballots' as const } }
    const before = { ...sound, trim: null }
    const voters = [{ voter: '1', classKey: 'leaders', excluded: [], hasLeft: false }]
    const marks = Object.fromEntries(
      entrants.map(({ key }, at) => [key, { progress: String(40 - at), quality: '30', effort: '30' }]),
    )
    const ballots = entrants.map(({ key }, at) => ({
      id: `00000000-0000-4000-8000-00000000000${at}`,
      voter: '1',
      about: key,
      content: { kind: 'score' as const, marks, difficulty: {} },
      source: 'device' as const,
    }))
    const result = tally({ body: before, voters, ballots, voids: [], deductions: [] })
    const body = { ...sound, parts: [stage, site] }
    const filled = bodyWithSources(body, new Map([['c1', { body: before, result }]]))
    expect(filled.problems).toEqual([])
    expect(filled.body.entrants.map(({ given }) => given['site'])).toEqual(['100.00', '99.00'])
    expect(codesOf(bodyWithSources(body, new Map()).problems)).toEqual(['contests.source_not_published'])
  })
})

describe('a conflict of interest', () => {
  const { entrants } = ContestBody.parse({
    ...usualBody('arena', WORDS),
    entrants: [
      { key: 'own', name: '本单位', groupKey: 'all', unitId: '00000000-0000-7000-8000-0000000000a1' },
      { key: 'sponsored', name: '包靠', groupKey: 'all', projectIds: ['00000000-0000-7000-8000-0000000000b1'] },
      { key: 'declared', name: '申报', groupKey: 'all' },
      { key: 'free', name: '其他', groupKey: 'all' },
    ],
  })
  it('is the own unit, a sponsored project and what was declared, and nothing else', () => {
    const seat = { unitId: '00000000-0000-7000-8000-0000000000a1', postId: 'post', conflicts: ['declared'] }
    const sponsors = new Map([['00000000-0000-7000-8000-0000000000b1', ['post']]])
    expect(excludedOf({ entrants }, seat, sponsors)).toEqual(['own', 'sponsored', 'declared'])
    expect(excludedOf({ entrants }, { unitId: null, postId: null, conflicts: [] }, sponsors)).toEqual([])
  })
})
