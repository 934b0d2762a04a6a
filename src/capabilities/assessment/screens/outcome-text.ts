import type { AwardRule, ExtraRule, GradeBand, LevelBody, ListCondition, ListRule, SchemeBody } from '../contract.ts'
import { measureText, unitOf } from './method-text.ts'
import type { Words } from './wording.ts'

/** A bonus or a deduction as a sentence. */
export function extraText({ name, kind, each, most, evidence }: ExtraRule, words: Words): string {
  return `${words.screens.unit.entries[kind] ?? kind} · ${name}：${words.screens.desk.ruleHint(each, most, evidence)}`
}

/** A list as a sentence: its place and its thresholds together. */
export function listText(rule: ListRule, level: LevelBody, body: SchemeBody, words: Words): string {
  const own = words.schemes
  const places =
    rule.places === null
      ? []
      : [(rule.colour === 'red' ? own.saysFirst : own.saysLast)(byText(rule, level, words), rule.places)]
  const all = [...places, ...rule.conditions.map((each) => conditionText(each, level, words))]
  return `${named(rule.colour, rule.name, words)}${groupsText(rule, body, words)}：${all.join(words.methods.said.and)}`
}

/** An award as a sentence. */
export function awardText(rule: AwardRule, level: LevelBody, body: SchemeBody, words: Words): string {
  const own = words.schemes
  const by = byText(rule, level, words)
  const said =
    rule.by.kind === 'stars'
      ? own.saysStars(by, rule.by.first)
      : rule.by.kind === 'gained'
        ? own.saysGained(rule.by.places)
        : own.saysFirst(by, rule.by.places)
  return `${named(rule.sign, rule.name, words)}${groupsText(rule, body, words)}：${said}`
}

/** A grade as a sentence. */
export function bandText({ name, from, most }: GradeBand, words: Words): string {
  const own = words.schemes
  const limit = most === null ? '' : most.kind === 'percent' ? own.saysPercent(most.value) : own.saysCount(most.value)
  return `${words.screens.lists.kinds['band'] ?? ''} · ${name}：${from === null ? own.bandRest : own.saysFrom(from)}${limit}`
}

/** A list's kind and name; once where they are the same. */
function named(kind: string, name: string, words: Words): string {
  const said = words.screens.lists.kinds[kind] ?? kind
  return said === name ? name : `${said} · ${name}`
}

function conditionText(condition: ListCondition, level: LevelBody, words: Words): string {
  const is = words.schemes.comparators[condition.is]
  if (condition.of === 'total') return `${words.schemes.byTotal} ${is} ${condition.value}`
  const criterion = level.criteria.find(({ key }) => key === condition.criterion)
  const nameOf = (key: string): string => criterion?.figures.find((each) => each.key === key)?.name ?? key
  const measure = measureText(condition.measure, nameOf, words.methods)
  return `${criterion?.name ?? condition.criterion}（${measure}）${is} ${condition.value}${unitOf(condition.measure)}`
}

function byText({ rankedBy }: Pick<ListRule, 'rankedBy'>, level: LevelBody, words: Words): string {
  if (rankedBy.kind === 'total') return words.schemes.byTotal
  return level.criteria.find(({ key }) => key === rankedBy.criterion)?.name ?? rankedBy.criterion
}

function groupsText({ groups }: Pick<ListRule, 'groups'>, body: SchemeBody, words: Words): string {
  if (groups.length === 0) return ''
  const names = groups.map((key) => body.groups.find((group) => group.key === key)?.name ?? key)
  return words.schemes.saysGroups(names.join('、'))
}
