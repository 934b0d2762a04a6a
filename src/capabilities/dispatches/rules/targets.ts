import { candidateQuantities, type Masks } from './candidates.ts'
import type { ReadTarget } from './dispatch-shapes.ts'
import type { Draft } from './draft-shapes.ts'
import { draftsOf } from './drafts.ts'
import type { PeriodMention } from './periods.ts'
import type { Quantity } from './quantities.ts'
import { countBefore, pieceAt, type Segmented, type Sentence, type Span } from './segment.ts'
import { announcesGoals, readStatus, type TargetStatus, tellsResults } from './status.ts'

/** What the reader of targets is given: the cut text, its figures and times, its pledges, and who speaks. */
export interface TargetContext {
  readonly segmented: Segmented
  readonly quantities: readonly Quantity[]
  readonly periods: readonly PeriodMention[]
  readonly masks: Masks
  readonly place: string | null
  /** The month the dispatch was written in, `YYYY-MM`; null where unknown. */
  readonly month: string | null
  /** Pledges of organisations, sorted. */
  readonly pledges: readonly Span[]
  readonly ownerAt: (offset: number) => string | null
}

/** What holds for the sentences of a paragraph that follow. */
interface Flow {
  goals: boolean
  /** Where they were announced. */
  goalsFrom: number
  year: string | null
  /** Status of the last figure, for 其中. */
  last: TargetStatus | null
  /** Status of the last thing counted: what it is made up of (其中，续建项目94个) shares it. */
  lastCount: TargetStatus | null
  /** The dispatch looks back (过去一年), across paragraphs, until goals are announced. */
  review: boolean
  /** A part of a report that sets goals (二、今年的主要任务), across its paragraphs, and the year its head names. */
  setsGoals: boolean
  /** A part of a report that looks back (一、2025年工作回顾). */
  looksBack: boolean
  partYear: string | null
}

const edgeOf = (notation: string, atEnd: boolean): string => {
  const [first = '', second] = notation.split('/')
  const text = atEnd ? (second ?? first) : first
  const year = text.slice(0, 4)
  if (text.endsWith('H1')) return `${year}-${atEnd ? '06' : '01'}`
  if (text.endsWith('H2')) return `${year}-${atEnd ? '12' : '07'}`
  const quarter = /Q([1-4])$/.exec(text)?.[1]
  if (quarter) return `${year}-${String(Number(quarter) * 3 - (atEnd ? 0 : 2)).padStart(2, '0')}`
  return text.length === 4 ? `${year}-${atEnd ? '12' : '01'}` : text
}

const monthsOf = (notation: string): number => {
  const [from, to] = [edgeOf(notation, false), edgeOf(notation, true)]
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1
}

function timeOf(period: string | null, month: string | null): 'past' | 'open' | 'unsaid' {
  if (period === null || period.endsWith('y') || month === null) return 'unsaid'
  return edgeOf(period, true) < month ? 'past' : 'open'
}

/** Whether most of a year still lies ahead of the month of a dispatch. */
const isAhead = (year: string, month: string | null): boolean =>
  month !== null && (year > month.slice(0, 4) || (year === month.slice(0, 4) && month.slice(5) <= '06'))

/** The periods said in a stretch of text, comparisons (较2020年) left out. */
function periodsIn(context: TargetContext, start: number, end: number): PeriodMention[] {
  const { periods, segmented } = context
  const own: PeriodMention[] = []
  for (let i = countBefore(periods, start); i < periods.length; i += 1) {
    const period = periods[i]
    if (!period || period.start >= end) break
    const before = segmented.text.slice(Math.max(0, period.start - 1), period.start)
    const after = segmented.text.slice(period.end, period.end + 2)
    const begun =
      /^(?:[由从自]|截至|始于)$/.test(before) && !/[至到—-]/.test(period.text) && period.saysYear && period.day === null
    const left = begun && (/[由从]/.test(before) || /^(?:起|开|以)/.test(after))
    if (period.notation && !left && !/[较比与同]/.test(before) && !after.startsWith('同期')) own.push(period)
  }
  return own
}

/** A period governs all semicolon parts of its sentence where it stands this near its beginning or is the year. */
const HEAD_OF_SENTENCE = 24

/** A period with how it was found: said before the figure or in its clause, by its paragraph, or further behind. */
interface GoverningPeriod {
  readonly notation: string | null
  readonly isBehind: boolean
}

/** A part of a year told without it, under the year told last: 2025年，…。预计全年. */
const underYear = (period: PeriodMention, year: string | null): string | null =>
  period.saysYear ||
  year === null ||
  !period.notation ||
  !/^(?:全年|年底|年末|[上下]半年|前三|第?[一二三四]季度|首季)/.test(period.text)
    ? period.notation
    : period.notation.replace(/^\d{4}(?!y)/, year)

/** The period of a figure: said last before it in its sentence, else the paragraph's year, else the widest behind it. */
function periodOf(
  own: readonly PeriodMention[],
  figureStart: number,
  clause: Span,
  year: string | null,
  isPresent: boolean,
): GoverningPeriod {
  const at = countBefore(own, figureStart + 1)
  const before = own[at - 1]
  if (before) {
    const said = own.slice(Math.max(0, at - 12), at).findLast(({ saysYear, day }) => saysYear && day === null)
    return { notation: underYear(before, said?.notation?.slice(0, 4) ?? year), isBehind: false }
  }
  if (year && !isPresent) return { notation: year, isBehind: false }
  const behind = own.slice(at, at + 12).filter(({ day }) => day === null)
  const widest = behind.sort((a, b) => monthsOf(b.notation ?? '') - monthsOf(a.notation ?? ''))[0]
  return { notation: widest?.notation ?? null, isBehind: widest !== undefined && widest.start >= clause.end }
}

/** Words of an expected effect: what a part is to bring is no share of its whole. */
const EFFECT = /(?:达产|投产|建成|满产|投用)后|预计/

/** What stands between a total and the things it totals: 总投资5亿元|的甲、乙等|6个片区. */
const GROUP_LEAD = /^的[^，。；]{0,40}?(?=\d+(?:余|多)?(?:个|项|处))/

function statusOf(
  context: TargetContext,
  sentence: Sentence,
  draft: Draft,
  flow: Flow,
  own: readonly PeriodMention[],
  { notation: period, isBehind }: GoverningPeriod,
): TargetStatus {
  const { text } = context.segmented
  const clause = pieceAt(sentence.clauses, draft.figureStart) ?? sentence
  const at = countBefore(own, clause.start)
  const clausePeriod = own.slice(at, at + 6).find(({ start, day }) => day === null && start <= draft.figureStart)
  const from = Math.max(sentence.wholeStart, draft.figureStart - 400)
  const owner = context.ownerAt(draft.figureStart) ?? ''
  const yearSaid = own.findLast(({ start, notation }) => start <= draft.figureStart && notation === period)
  const saysLastYear = /(?:去年|上年|上一年|过去一年)(?!同期|同比|以来|相比)/.test(
    text.slice(Math.max(clause.start, draft.figureStart - 40), draft.figureStart),
  )
  const behind = text.slice(draft.end, Math.min(Math.max(clause.end, draft.end), draft.end + 80))
  const costed = clause.end - draft.end <= 4 ? text.slice(draft.end, Math.min(sentence.end, draft.end + 10)) : behind
  return readStatus({
    before: text.slice(from, draft.figureStart),
    partAt: Math.max(0, sentence.start - from),
    clause: text.slice(Math.max(clause.start, draft.figureStart - 160), draft.figureStart),
    after: (/^[^，。；]{0,4}，(?:计划)?总投资/.test(costed) ? costed : behind).replace(GROUP_LEAD, ''),
    goalsAnnounced: flow.goals && draft.figureStart >= flow.goalsFrom,
    pledged: pieceAt(context.pledges, draft.figureStart) !== undefined,
    ofProject: context.masks.describesProject(sentence.start),
    byEnterprise: /公司|集团|企业|合作社/.test(owner),
    time:
      saysLastYear || (period === null && flow.review) || (flow.looksBack && !isBehind)
        ? 'past'
        : timeOf(isBehind ? null : period, context.month),
    previous: flow.last,
    ownTime: timeOf(clausePeriod?.notation ?? null, context.month),
    counted: draft.counted,
    isRate: draft.isRate,
    isShare: draft.isShare,
    isMove: draft.isMove,
    isRank: draft.comparator === 'rank',
    yearAhead:
      yearSaid !== undefined &&
      /^\d{4}$/.test(period ?? '') &&
      !/以来/.test(yearSaid.text) &&
      isAhead(period ?? '', context.month),
    yearBeyond:
      yearSaid !== undefined && context.month !== null && (period ?? '').slice(0, 4) > context.month.slice(0, 4),
  })
}

/** An indicator without the region the whole dispatch is about: 示例县经济总量. */
function withoutPlace(indicator: string, place: string | null): string {
  if (place === null) return indicator
  const own = [place, place.replace(/[省市县区州旗盟]$/, '')].find(
    (name) => name.length >= 2 && indicator.startsWith(name),
  )
  const rest = own ? indicator.slice(own.length).replace(/^[省市县区州旗盟](?=[\u4E00-\u9FFF]{2})/, '') : indicator
  return rest.length >= 2 ? rest : indicator
}

/** A quote begins where its indicator does: behind the last 、 or figure before it in the clause. */
function quoteStart(text: string, clause: Span, draft: Draft): number {
  const left = text.slice(Math.max(clause.start, draft.start - 80), draft.start)
  const mark = Math.max(left.lastIndexOf('、'), left.lastIndexOf('：'))
  const figure = /^.*\d[^\d、]{0,3}[、，]/.exec(left)
  return draft.start - left.length + Math.max(mark + 1, figure ? figure[0].length : 0)
}

function readSentence(context: TargetContext, sentence: Sentence, own: readonly Quantity[], flow: Flow): ReadTarget[] {
  const { segmented, masks } = context
  const { text } = segmented
  const said = periodsIn(context, sentence.wholeStart, sentence.end).filter(
    ({ start, text: words }) =>
      start >= sentence.start ||
      start < sentence.wholeStart + HEAD_OF_SENTENCE ||
      /^(?:今年|全年|年内|年底前?)$/.test(words),
  )
  const targets: ReadTarget[] = []
  let lastEnd = 0
  const isPart = sentence.text.startsWith('其中') && !masks.describesProject(sentence.start)
  for (const draft of draftsOf(text, sentence, own, masks.hides)) {
    const clause = pieceAt(sentence.clauses, draft.figureStart) ?? sentence
    const present = /目前|现有|现已|如今|眼下/.test(
      text.slice(Math.max(sentence.wholeStart, draft.figureStart - 400), draft.figureStart),
    )
    const governing = periodOf(said, draft.figureStart, clause, flow.year, present)
    const between = text.slice(lastEnd, draft.start)
    const listed =
      lastEnd > clause.start &&
      !draft.isMove &&
      !draft.isRate &&
      /^、[^，。；]{0,10}$/.test(between) &&
      !/[新完实增签开投获入]/.test(between)
    lastEnd = draft.end
    const within = listed || isPart || text.slice(clause.start, clause.start + 2).startsWith('其中')
    const ofWhole = isPart && draft.counted ? flow.lastCount : null
    const shared: TargetStatus | null =
      ofWhole ??
      (draft.inGroup || (within && !EFFECT.test(text.slice(sentence.start, draft.figureStart))) ? flow.last : null)
    const status: TargetStatus = draft.status ?? shared ?? statusOf(context, sentence, draft, flow, said, governing)
    flow.last = status
    if (draft.counted && !isPart) flow.lastCount = status
    targets.push({
      start: Math.max(clause.start, Math.min(draft.start, quoteStart(text, clause, draft))),
      end: Math.max(draft.end, draft.figureStart + 1),
      indicator: withoutPlace(draft.indicator, context.place),
      value: draft.value,
      value2: draft.value2,
      unit: draft.unit,
      comparator: draft.comparator,
      from: draft.from,
      period: governing.notation,
      status,
      owner: context.ownerAt(draft.figureStart) ?? context.place,
    })
  }
  return targets
}

/** A title says again, or roughly, what the body says. */
function withoutTitles(segmented: Segmented, targets: readonly ReadTarget[]): ReadTarget[] {
  const isTitle = ({ start }: ReadTarget) => pieceAt(segmented.sentences, start)?.isHeading === true
  const amount = ({ value, unit }: ReadTarget) => `${value} ${unit}`
  const told = new Set(targets.filter((target) => !isTitle(target)).map(amount))
  const body = targets.filter((target) => !isTitle(target))
  const isRounded = (title: ReadTarget, within = 0.15): boolean =>
    title.value === null ||
    body.some(
      ({ value, unit }) => unit === title.unit && value !== null && Math.abs(value / (title.value ?? 1) - 1) < within,
    )
  return targets.filter(
    (target) =>
      !isTitle(target) ||
      (target.comparator === '='
        ? !told.has(amount(target)) && !isRounded(target, 0.02)
        : target.comparator === '~' && !isRounded(target)),
  )
}

/** The head of a part of a report: 一、, （二）, 第三部分. */
const PART_HEAD =
  /^\s*(?:[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]{1,2}部分|[（(][一二三四五六七八九十]{1,2}[）)])/
/** A part under a greater one (（一）, 1.): it goes on with what that one is about. */
const SUB_HEAD = /^\s*[（(]/
const GOAL_PART =
  /(?:今年|明年|(?:19|20)\d\d年|下一步|下步|下一阶段|下阶段|下半年|今后|未来|当前)[^。]{0,20}?(?:目标|任务|重点|打算|安排|思路|举措|计划)|(?:奋斗目标|发展目标|目标任务|主要目标|预期目标|工作打算|工作安排|下一步工作|工作思路|工作重点|重点工作)/
const PAST_PART =
  /(?:(?:19|20)\d\d|去|上)年(?:的)?(?:主要)?工作$|成就|成果|历程|回顾|总结|成效|成绩|进展|(?:工作|完成|运行|开展|推进)情况|主要做法|经验|现状|基础/
/** A sentence that says that tasks follow, in the paragraphs behind it too. */
const TASKS_FOLLOW =
  /(?:做好|抓好|突出|抓实|实施|落实)(?:以下|如下|下列|[一二三四五六七八九十\d]+个?方面)(?:的)?[^。，]{0,12}(?:工作|任务|重点)?[：。]?$/

/** Opens a part of a report where its head stands: one of goals, or one that looks back. */
function openPart(sentence: Sentence, context: TargetContext, flow: Flow): void {
  if (!PART_HEAD.test(sentence.text) || SUB_HEAD.test(sentence.text) || sentence.text.length > 60) return
  const past = PAST_PART.test(sentence.text)
  flow.setsGoals = !past && GOAL_PART.test(sentence.text)
  flow.looksBack = past
  const year = periodsIn(context, sentence.start, sentence.end).find(({ saysYear, day }) => saysYear && day === null)
  flow.partYear = year?.notation?.slice(0, 4) ?? null
  if (flow.setsGoals) flow.review = false
}

/** Reads the figures of a dispatch that tell something about an indicator, in the order of the text. */
export function readTargets(context: TargetContext): ReadTarget[] {
  const { segmented, masks } = context
  const candidates = candidateQuantities(segmented, context.quantities, masks)
  const targets: ReadTarget[] = []
  let next = 0
  let paragraph = -1
  let flow: Flow = {
    goals: false,
    goalsFrom: 0,
    year: null,
    last: null,
    lastCount: null,
    review: false,
    setsGoals: false,
    looksBack: false,
    partYear: null,
  }
  for (const sentence of segmented.sentences) {
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph
      openPart(sentence, context, flow)
      flow = { ...flow, goals: flow.setsGoals, goalsFrom: 0, year: flow.partYear, last: null, lastCount: null }
    }
    const own: Quantity[] = []
    while (next < candidates.length && (candidates[next]?.figureStart ?? 0) < sentence.end) {
      const candidate = candidates[next]
      if (candidate && candidate.figureStart >= sentence.start) own.push(candidate)
      next += 1
    }
    const announced = announcesGoals(sentence.text)
    if (/过去的?[一二三五]年|[一五]年来|工作回顾/.test(sentence.text)) flow.review = true
    if (announced >= 0 || (sentence.isHeading && /今年|目标|安排|下一步/.test(sentence.text))) flow.review = false
    if (TASKS_FOLLOW.test(sentence.text) && !flow.review) flow.setsGoals = true
    if (announced >= 0) {
      if (!flow.goals) flow.goalsFrom = sentence.start + announced
      flow.goals = true
    } else if (tellsResults(sentence.text)) flow.goals = false
    if (own.length > 0 || /第|首位|榜首|前|于|番|同步/.test(sentence.text)) {
      for (const target of readSentence(context, sentence, own, flow)) targets.push(target)
    }
    const year = periodsIn(context, sentence.start, sentence.end).find(({ saysYear, day }) => saysYear && day === null)
    if (year?.notation && flow.year === null) flow.year = year.notation.slice(0, 4)
  }
  return withoutTitles(segmented, targets)
}
