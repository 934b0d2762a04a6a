import type { Comparator, ReadTarget } from './dispatch-shapes.ts'
import { type Change, findChanges, findComparisons, findDoublings, findRanks } from './figures.ts'
import { candidateQuantities, type Masks } from './candidates.ts'
import { additionVerb, cleanName, countedNoun, stripTrail, trimIndicator } from './phrases.ts'
import type { PeriodMention } from './periods.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, type Segmented, type Sentence, type Span } from './segment.ts'
import { announcesGoals, readStatus, type TargetStatus, tellsResults } from './status.ts'

/** What the reader of targets is given: the cut text, its figures and times, and who speaks. */
export interface TargetContext {
  readonly segmented: Segmented
  readonly quantities: readonly Quantity[]
  readonly periods: readonly PeriodMention[]
  readonly masks: Masks
  readonly place: string | null
  /** The day the dispatch was printed or the last day it tells of, `YYYY-MM`; null where unknown. */
  readonly month: string | null
  readonly ownerAt: (offset: number) => string | null
}

const RISE = '同期增长|同比增长|增长|提高|提升|上升|增加|上涨|增幅|增速|涨幅|扩大|增收|攀升|跃升|前移|前进'
const FALL = '同比下降|下降|降低|减少|压缩|压减|缩减|缩短|精简|降幅|下滑|减轻|下调|节约|节省|回落|提速(?=\\d)'
const MOVE = new RegExp(
  `^(.*?)(?:[（(]?(?:同比|环比|比上年|较上年|比去年|较去年|年均|平均|可比|分别|均|名义|实际|同期|净|再|各|大幅|进一步|较[^，。；]{1,8}|比[^，。；]{1,10})*)(${RISE}|${FALL})(?:了|率|幅度?)?(到|至|为|达到?|超过|突破|超|约|近|逾|不低于|高达|在)?(?:[约近超])?$`,
)
const LEVEL =
  /^(.*?)(?:达到?了?|达成|突破了?|超过了?|超|完成了?|实现了?|增至|升至|增加到|提高到|提升到|提升至|提高至|扩大到|降至|降到|降低到|下降到|缩短到|压缩到|压缩至|缩短至|控制在|稳定在|保持在|维持在|为|占|占到|占比|是|有|共|共有|计|过|高于|低于|快于|不低于|不少于|至|到|在|近|约)+(?:全[国省市县区][^，。；]{0,8}的?)?$/
const SHARE =
  /^(.*?)(?:已|均|分别)?占(?:到|据|了|比)?(.*?)(?:的)?(?:比重|比例|总量|总数|份额)?(?:的|达到?|为|超过?|约|近|突破)*$/

interface Draft {
  start: number
  end: number
  figureStart: number
  indicator: string
  value: number | null
  value2: number | null
  unit: string | null
  comparator: Comparator
  from: number | null
  counted: boolean
  status?: TargetStatus
}

const clauseOf = (sentence: Sentence, offset: number): Span =>
  pieceAt(sentence.clauses, offset) ?? { start: sentence.start, end: sentence.end }

/** Text before a figure inside its clause, from the end of the figure before it. */
function leftOf(context: TargetContext, clause: Span, start: number, previousEnd: number): string {
  return context.segmented.text.slice(Math.max(clause.start, previousEnd), start)
}

const countName = (noun: string): string => (/(?:数|数量|人次|总数|个数|人数|次数)$/.test(noun) ? noun : `${noun}数`)

/** Names shared out by 分别: A、B分别增长5%、6%. */
function sharedNames(left: string): string[] {
  const match = /^(.*?)(?:同比)?分别/.exec(left)
  if (!match?.[1]) return []
  const names = match[1].split(/、|和|以及|与/).map((name) => trimIndicator(name))
  return names.length > 1 ? names.filter((name) => name !== '') : []
}

/** Where nothing names the indicator in the clause, the clauses before it in the sentence may. */
function nameFromEarlier(context: TargetContext, sentence: Sentence, clause: Span): string {
  const index = sentence.clauses.findIndex(({ start }) => start === clause.start)
  const earlier = index > 0 ? sentence.clauses[index - 1] : undefined
  if (!earlier) return ''
  const text = context.segmented.text.slice(earlier.start, earlier.end)
  return /\d/.test(text) || text.length > 30 ? '' : trimIndicator(text)
}

interface Walk {
  readonly context: TargetContext
  readonly sentence: Sentence
  names: string[]
  nameIndex: number
  last: Draft | null
  lastNoun: string
}

function inherited(walk: Walk, clause: Span): string {
  return walk.last?.indicator ?? nameFromEarlier(walk.context, walk.sentence, clause)
}

function amountDraft(walk: Walk, quantity: Quantity, clause: Span, left: string, change: Change | undefined): Draft {
  const { text } = walk.context.segmented
  const right = text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  const base = {
    start: quantity.start,
    end: quantity.end,
    figureStart: quantity.figureStart,
    value: quantity.value,
    value2: quantity.value2,
    unit: quantity.unit,
    from: null,
    counted: false,
  }
  if (change) {
    const before = trimIndicator(left.replace(/(?:由|从)[^由从]{0,14}$/, ''))
    const name = before || inherited(walk, clause)
    return {
      ...base,
      start: change.start,
      indicator: name,
      comparator: change.direction,
      from: change.fromQuantity.value,
    }
  }
  const shared = sharedNames(left)
  if (shared.length > 0) {
    walk.names = shared
    walk.nameIndex = 0
  }
  const bareLeft = left.replace(/(?:突破|超过|超|过|逾|近|约|不低于|不少于|不超过|达到|达)+$/, (words) =>
    /[达到]/.test(words) ? '达' : '',
  )
  const move = MOVE.exec(left) ?? MOVE.exec(bareLeft)
  if (
    move &&
    (quantity.kind === 'percent' ||
      quantity.kind === 'times' ||
      (move[3] && /到|至|为/.test(move[3])) ||
      left !== move[1])
  ) {
    const verb = move[2] ?? ''
    const falls = new RegExp(`^(?:${FALL})`).test(verb)
    const to = move[3] !== undefined && /^(?:到|至|为)$/.test(move[3]) && !/增幅|增速|涨幅|降幅/.test(verb)
    const name = trimIndicator(move[1] ?? '')
    let indicator =
      walk.names[walk.nameIndex] ?? (name || (/^(?:增收|节约|节省)$/.test(verb) ? verb : inherited(walk, clause)))
    if (indicator === '') indicator = trimIndicator(countedNoun(right)) || verb
    const comparator: Comparator = falls ? (to ? 'reduce_to' : 'reduce_by') : to ? 'increase_to' : 'increase_by'
    if (quantity.kind === 'count' && /增加/.test(verb) && !to && name === '')
      indicator = countName(`新增${countedNoun(right)}`)
    return { ...base, indicator, comparator }
  }
  if (quantity.kind === 'percent') {
    const share = /占/.test(left) ? SHARE.exec(left) : null
    if (share) {
      const own = trimIndicator(share[1] ?? '')
      const whole = cleanName(share[2] ?? '').replace(/达到?$|为$/, '')
      const name = own || inherited(walk, clause)
      return {
        ...base,
        indicator: whole && !/比重$/.test(own) ? `${name}占${whole}比重` : `${name}占比`,
        comparator: quantity.bound,
      }
    }
  }
  const shareOf = quantity.kind === 'percent' ? /^的([^，。；、]{2,24})/.exec(right)?.[1] : undefined
  if (shareOf) {
    return { ...base, indicator: `${countedNoun(shareOf) || shareOf}占比`, comparator: quantity.bound }
  }
  const level = LEVEL.exec(left)
  let name = walk.names[walk.nameIndex] ?? trimIndicator(level?.[1] && level[1].trim() !== '' ? level[1] : left)
  if (walk.names.length > 0) walk.nameIndex += 1
  const invests = /^(?:计划|合同|协议|概算|预计|估算)?(?:总)?投资(?:额|总额)?$/.test(name)
  if (invests && walk.lastNoun !== '') name = `${walk.lastNoun}${name}`
  else if (invests || name === '') {
    const group = /^(?:的)?[^，。；]{0,30}?(?:等)?(?:共)?\d+(?:余|多)?(?:个|项|家)/.exec(right)
    const noun = group ? countedNoun(right.slice(group[0].length)) : countedNoun(right)
    if (invests && noun !== '') name = `${noun}${/总/.test(name) ? '总投资' : name}`
    else if (noun !== '') name = noun
  }
  if (quantity.isClass) {
    const cluster = countedNoun(right)
    name = `${cluster}${/产业集群|集群/.test(text.slice(quantity.end, quantity.end + 60)) && !/集群|产业$/.test(cluster) ? '产业集群' : ''}规模`
  }
  if (name === '') name = inherited(walk, clause)
  if (quantity.kind === 'time') name = timeName(walk, clause, left, right) || name
  const cap =
    quantity.kind === 'time' && quantity.bound === '=' && /内|办好|办结|办成|办完|领证|拿证/.test(right.slice(0, 6))
  return { ...base, indicator: name, comparator: cap ? '<=' : quantity.bound }
}

function timeName(walk: Walk, clause: Span, left: string, right: string): string {
  const own = trimIndicator(left)
  if (/时限|时间|周期|用时|时长|工期|天数/.test(own)) return own
  const act =
    /^(?:以?内|之内)?(?:就能|就可|即可|可|能)?(办好|办结|办成|办完|领证|拿证|开工|完成[^，。；”]{0,8}|审批|拿地|上门|响应)/.exec(
      right,
    )?.[1]
  const earlier = own || nameFromEarlier(walk.context, walk.sentence, clause)
  if (act) return `${earlier.replace(/[“”]/g, '')}${/办/.test(act) ? '办理时间' : `${act}时间`}`
  return earlier === '' ? '' : `${earlier}时间`
}

function countDraft(walk: Walk, quantity: Quantity, clause: Span, left: string): Draft {
  const { text } = walk.context.segmented
  const right = text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  const base = {
    start: quantity.start,
    end: quantity.end,
    figureStart: quantity.figureStart,
    value: quantity.value,
    value2: quantity.value2,
    unit: quantity.unit,
    from: null,
    counted: true,
  }
  const ownName = trimIndicator(left)
  const isTimes = /次$/.test(quantity.unit ?? '')
  const noun = isTimes ? '' : countedNoun(right)
  const startsVerb =
    /^(?:，|。|、|；|：|（|以上|左右|次?$|签约|开工|投产|达|被|已|均|建成|竣工|获|入选|成功|全部|实现|完成|的$)/.test(
      right,
    )
  const verb = additionVerb(left) ?? ''
  let name: string
  if (isTimes && ownName !== '')
    name = /次数?$/.test(ownName) ? ownName : `${ownName}${cleanName(right.slice(0, 12)).replace(/[，。；、].*$/, '')}`
  else if (
    noun !== '' &&
    !startsVerb &&
    (ownName.length < 2 ||
      !/[\u4E00-\u9FFF]{2,}(?:项目|企业|园区|基地|机构|工程|人才|岗位|平台|事项|数|量)$/.test(ownName))
  ) {
    const lead =
      /(?:新增|新建|新引进|引进|新培育|培育|招引|集中开工|集中签约|签约|开工|投产|竣工|新签约|新开工|获批|认定|入选|入库|建成|办理|受理|创建|带动|拉动|提供|吸纳|整合|梳理)(?:了|的)?$/.exec(
        stripTrail(left.replace(/等$/, '')),
      )
    name = `${lead ? cleanName(lead[0].replace(/了$/, '')) : verb && ownName.startsWith(verb) && ownName.length <= 6 ? verb : ''}${noun}`
    walk.lastNoun = name
  } else {
    name = ownName || (noun !== '' ? noun : '')
    if (/^(?:产值|营收|收入|税收|投资|超)?超?\d*[百千万亿]*元企业$/.test(name) && walk.last)
      name = carryModifier(walk.last.indicator, name)
    walk.lastNoun = name === '' ? walk.lastNoun : name
  }
  if (name === '') name = inherited(walk, clause)
  if (isTimes) return { ...base, indicator: /次数?$/.test(name) ? name : `${name}次数`, comparator: quantity.bound }
  return { ...base, indicator: countName(name), comparator: quantity.bound }
}

/** 新培育产值超10亿元企业3家、超亿元企业10家: the second counts the same under another bound. */
function carryModifier(previous: string, name: string): string {
  const match = /^(.*?)超?\d/.exec(previous)
  return match?.[1] ? `${match[1]}${name}` : name
}

function extraDrafts(walk: Walk, clausesUsed: readonly Span[]): Draft[] {
  const { context, sentence } = walk
  const { text } = context.segmented
  const slice = text.slice(sentence.start, sentence.end)
  const drafts: Draft[] = []
  const free = (start: number, end: number) => !clausesUsed.some((used) => start < used.end && used.start < end)
  const leftAt = (offset: number) => {
    const clause = clauseOf(sentence, offset)
    return text.slice(clause.start, offset)
  }
  for (const rank of findRanks(slice)) {
    const start = sentence.start + rank.start
    const lead = sentence.start + rank.leadStart
    if (!free(start, sentence.start + rank.end) || context.masks.hides(start)) continue
    let name = trimIndicator(leftAt(lead))
    const clause = clauseOf(sentence, lead)
    if (name.length < 2) name = nameFromEarlier(context, sentence, clause) || name
    drafts.push({
      start: lead,
      end: sentence.start + rank.end,
      figureStart: start,
      indicator: `${name}${rank.scope}位次`,
      value: rank.value,
      value2: null,
      unit: '位',
      comparator: 'rank',
      from: null,
      counted: false,
    })
  }
  for (const comparison of findComparisons(slice)) {
    const start = sentence.start + comparison.start
    drafts.push({
      start,
      end: sentence.start + comparison.end,
      figureStart: start,
      indicator: trimIndicator(leftAt(start)),
      value: null,
      value2: null,
      unit: null,
      comparator: comparison.comparator,
      from: null,
      counted: false,
    })
  }
  for (const doubling of findDoublings(slice)) {
    const start = sentence.start + doubling.start
    const lead = leftAt(start)
    drafts.push({
      start,
      end: sentence.start + doubling.end,
      figureStart: start,
      indicator: trimIndicator(lead.split('、').at(-1) ?? lead),
      value: doubling.times,
      value2: null,
      unit: '倍',
      comparator: 'increase_to',
      from: null,
      counted: false,
    })
  }
  return drafts
}

function draftsOf(context: TargetContext, sentence: Sentence, own: readonly Quantity[]): Draft[] {
  const { text } = context.segmented
  const walk: Walk = { context, sentence, names: [], nameIndex: 0, last: null, lastNoun: '' }
  const changes = findChanges(text, own)
  const drafts: Draft[] = []
  let previousEnd = sentence.start
  let clauseStart = -1
  for (const quantity of own) {
    const change = changes.find(({ toQuantity }) => toQuantity === quantity)
    if (changes.some(({ fromQuantity }) => fromQuantity === quantity)) {
      const instant = changes.find((one) => one.fromQuantity === quantity && one.toQuantity === null)
      if (instant) {
        const clause = clauseOf(sentence, quantity.figureStart)
        const before = text.slice(Math.max(clause.start, previousEnd), instant.start)
        drafts.push({
          start: instant.start,
          end: instant.end,
          figureStart: quantity.figureStart,
          indicator: trimIndicator(before) || inherited(walk, clause),
          value: null,
          value2: null,
          unit: null,
          comparator: 'reduce_to',
          from: quantity.value,
          counted: false,
        })
        previousEnd = instant.end
      }
      continue
    }
    const clause = clauseOf(sentence, quantity.figureStart)
    if (clause.start !== clauseStart) {
      clauseStart = clause.start
      if (!/^[^\d]{0,6}$/.test(text.slice(clause.start, quantity.figureStart))) walk.names = []
    }
    const left = leftOf(context, clause, change ? change.start : quantity.start, previousEnd)
    const draft =
      quantity.kind === 'count' && !change && !MOVE.test(left)
        ? countDraft(walk, quantity, clause, left)
        : amountDraft(walk, quantity, clause, left, change)
    if (quantity.kind === null) fillUnit(draft)
    if (draft.indicator !== '') {
      drafts.push(draft)
      walk.last = draft
    }
    previousEnd = quantity.end
  }
  drafts.push(
    ...extraDrafts(
      walk,
      drafts.map(({ figureStart, end }) => ({ start: figureStart, end })),
    ),
  )
  return drafts.sort((a, b) => a.figureStart - b.figureStart)
}

function fillUnit(draft: Draft): void {
  const scale = draft.unit ?? ''
  if (/人次|人数|游客|旅客|客流/.test(draft.indicator)) draft.unit = `${scale}人次`
  else if (scale === '亿' || /额|收入|投资|产值|营收|税收|贷款|资金|利润/.test(draft.indicator))
    draft.unit = `${scale}元`
}

const spanOf = (notation: string): { from: string; to: string } => {
  const [first = '', second] = notation.split('/')
  const open = (text: string, atEnd: boolean): string => {
    const year = text.slice(0, 4)
    if (/H1$/.test(text)) return atEnd ? `${year}-06` : `${year}-01`
    if (/H2$/.test(text)) return atEnd ? `${year}-12` : `${year}-07`
    const quarter = /Q([1-4])$/.exec(text)?.[1]
    if (quarter) return `${year}-${String(Number(quarter) * 3 - (atEnd ? 0 : 2)).padStart(2, '0')}`
    return text.length === 4 ? `${year}-${atEnd ? '12' : '01'}` : text
  }
  return { from: open(first, false), to: open(second ?? first, true) }
}

function timeOf(period: string | null, month: string | null): 'past' | 'open' | 'unsaid' {
  if (period === null || /y$/.test(period)) return 'unsaid'
  if (month === null) return 'unsaid'
  return spanOf(period).to < month ? 'past' : 'open'
}

/** The period of a figure: said last before it in its sentence, else elsewhere in it, else the year of its paragraph. */
function periodOf(
  context: TargetContext,
  sentence: Sentence,
  draft: Draft,
  paragraphYear: string | null,
): string | null {
  const own = context.periods.filter(
    ({ start, notation }) => notation && start >= sentence.start && start < sentence.end,
  )
  const before = own.filter(({ start }) => start <= draft.figureStart)
  const behind = own.filter(({ start }) => start > draft.figureStart)
  const chosen = before.at(-1) ?? behind[0]
  return chosen?.notation ?? paragraphYear
}

/** Reads the figures of a dispatch that tell something about an indicator, in the order of the text. */
export function readTargets(context: TargetContext): ReadTarget[] {
  const { segmented, masks } = context
  const { text, sentences } = segmented
  const candidates = candidateQuantities(segmented, context.quantities, masks)
  const targets: ReadTarget[] = []
  let next = 0
  let paragraph = -1
  let goals = false
  let year: string | null = null
  for (const sentence of sentences) {
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph
      goals = false
      year = null
    }
    const own: Quantity[] = []
    while (next < candidates.length && (candidates[next]?.figureStart ?? 0) < sentence.end) {
      const candidate = candidates[next]
      if (candidate && candidate.figureStart >= sentence.start) own.push(candidate)
      next += 1
    }
    const said = context.periods.find(
      ({ start, notation, saysYear, isDay }) =>
        notation && saysYear && !isDay && start >= sentence.start && start < sentence.end,
    )
    if (announcesGoals(sentence.text)) goals = true
    else if (tellsResults(sentence.text)) goals = false
    if (own.length > 0 || /第|首位|榜首|前|于|番/.test(sentence.text)) {
      for (const draft of draftsOf(context, sentence, own)) {
        const clause = clauseOf(sentence, draft.figureStart)
        const period = periodOf(context, sentence, draft, year)
        const status = readStatus({
          before: text.slice(sentence.start, draft.figureStart),
          clause: text.slice(clause.start, draft.figureStart),
          after: text.slice(draft.end, clause.end),
          goalsAnnounced: goals,
          ofProject: masks.describesProject(sentence.start),
          time: timeOf(period, context.month),
          counted: draft.counted,
        })
        targets.push({
          start: Math.max(clause.start, Math.min(draft.start, quoteStart(text, clause, draft))),
          end: Math.max(draft.end, draft.figureStart + 1),
          indicator: draft.indicator,
          value: draft.value,
          value2: draft.value2,
          unit: draft.unit,
          comparator: draft.comparator,
          from: draft.from,
          period,
          status,
          owner: context.ownerAt(draft.figureStart) ?? context.place,
        })
      }
    }
    if (said?.notation && year === null) year = said.notation.slice(0, 4)
  }
  return targets
}

/** A quote begins where its indicator does: behind the last 、 or figure before it in the clause. */
function quoteStart(text: string, clause: Span, draft: Draft): number {
  const left = text.slice(clause.start, draft.start)
  const mark = Math.max(left.lastIndexOf('、'), left.lastIndexOf('：'))
  const figure = /^.*\d[^\d、]{0,3}[、，]/.exec(left)
  return clause.start + Math.max(mark + 1, figure ? figure[0].length : 0)
}
