import { type Change, findChanges, findComparisons, findDoublings, findRanks } from './figures.ts'
import type { Comparator } from './dispatch-shapes.ts'
import { additionVerb, cleanName, closingVerb, countedNoun, trimIndicator } from './phrases.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, pieceIndexAt, type Sentence, type Span } from './segment.ts'
import type { TargetStatus } from './status.ts'

/** A figure with its indicator, before period, status and owner are known. `group` shares the status of the one before. */
export interface Draft {
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
  isRate: boolean
  isShare: boolean
  isMove: boolean
  inGroup: boolean
  status: TargetStatus | null
}

const RISE = '同期增长|同比增长|增长|提高|提升|上升|增加|上涨|增幅|增速|涨幅|增收|攀升|跃升|前移|前进|净增(?!加)|扩大'
const FALL = '同比下降|下降|降低|减少|压缩|压减|缩减|缩短|精简|降幅|下滑|减轻|下调|节约|节省|回落|收窄|后移|提速(?=$)'
const MOVE = new RegExp(
  `^(.*?)(?:[（(]?(?:同比|环比|同口径|同口径相比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|年均|平均|可比|分别|均|名义|实际|同期|净|再|各|大幅|进一步|(?:较|比)[^，。；]{1,10}))*(${RISE}|${FALL})(?:了|率|幅度?)?(到|至|为|达到?|超过|突破|超|约|近|逾|不低于|高达|在)?(?:[约近超])?$`,
)
const LEVEL =
  /^(.*?)(?:达到?了?|达成|突破了?|超过了?|超|完成了?|实现了?|增至|升至|增加到|提高到|提升到|提升至|提高至|扩大到|降至|降到|降低到|下降到|缩短到|压缩到|压缩至|缩短至|控制在|稳定在|保持在|维持在|迈上|站上|跃上|为|占|占到|占比|是|有|共|共有|(?<![累合总预统设])计|过|不低于|不少于|至|到|在|近|(?<!签)约|全部|均)+(?:全[国省市县区][^，。；]{0,8}的?)?$/
const SHARE =
  /^(.*?)(?:已|均|分别)?占(?:到|据|了|比)?(.*?)(?:的)?(?:比重|比例|总量|总数|份额)?(?:的|达到?|为|超过?|约|近|突破)*$/
const ABOVE = /^(.*?)(高于|高出|快于|优于|好于|领先于?|低于|慢于|落后于?)([^，。；]{1,12}?)$/
const INVESTED = /^(?:计划|合同|协议|概算|预计|估算|年度计划|年度)?(?:总)?投资(?:额|总额)?$/
const INVESTED_TAIL = /(?:年度计划|年度|计划|合同|协议|概算|估算)?总?投资(?:额|总额)?$/

const clauseOf = (sentence: Sentence, offset: number): Span =>
  pieceAt(sentence.clauses, offset) ?? { start: sentence.start, end: sentence.end }

const countName = (noun: string): string =>
  noun === '' || /(?:数|数量|人次|总数|总量|个数|人数|次数|面积|能力|拥有量|就业|产量|床位|学位|吞吐量)$/.test(noun)
    ? noun
    : `${noun}数`

/** Names shared out by 分别: A、B分别增长5%、6%. */
function sharedNames(left: string): string[] {
  const match = /^(.*?)(?:同比)?分别/.exec(left)
  if (!match?.[1]) return []
  const names = match[1]
    .split(/、|和|以及|与/)
    .map((name) => trimIndicator(name))
    .filter((name) => name !== '')
  return names
}

interface Walk {
  readonly text: string
  readonly sentence: Sentence
  names: string[]
  nameIndex: number
  last: Draft | null
  lastNoun: string
}

const base = (quantity: Quantity): Omit<Draft, 'indicator' | 'comparator'> => ({
  start: quantity.start,
  end: quantity.end,
  figureStart: quantity.figureStart,
  value: quantity.value,
  value2: quantity.value2,
  unit: quantity.unit,
  from: null,
  counted: false,
  isRate: false,
  isShare: false,
  isMove: false,
  inGroup: false,
  status: null,
})

/** Where nothing names the indicator in the clause, the clause before it in the sentence may. */
function nameFromEarlier(walk: Walk, clause: Span): string {
  const index = pieceIndexAt(walk.sentence.clauses, clause.start)
  const earlier = index > 0 ? walk.sentence.clauses[index - 1] : undefined
  if (!earlier) return ''
  const text = walk.text.slice(earlier.start, Math.min(earlier.end, earlier.start + REACH))
  const plain = text.replace(/“[^“”]*\d[^“”]*”(?:改革|行动|工程)?/g, '').replace(/(?:再提速|改革|提速)+$/, '')
  return /\d/.test(plain) || plain.length > 30 ? '' : trimIndicator(plain)
}

const inherited = (walk: Walk, clause: Span): string => walk.last?.indicator ?? nameFromEarlier(walk, clause)

function changeDraft(walk: Walk, quantity: Quantity, clause: Span, left: string, change: Change): Draft {
  const indicator = trimIndicator(left) || inherited(walk, clause)
  const counted = quantity.kind === 'count'
  return {
    ...base(quantity),
    start: change.start,
    indicator: counted ? countName(indicator) : indicator,
    comparator: change.direction,
    from: change.fromQuantity.value,
  }
}

function moveDraft(walk: Walk, quantity: Quantity, clause: Span, move: RegExpExecArray, right: string): Draft {
  const verb = move[2] ?? ''
  const falls = new RegExp(`^(?:${FALL})`).test(verb)
  const isNoun = /增幅|增速|涨幅|降幅/.test(verb)
  const to = move[3] !== undefined && /^(?:到|至|为)$/.test(move[3]) && !isNoun
  const name = trimIndicator(move[1] ?? '').replace(/(?:两年|三年)$/, '')
  const bare = /^(?:平均|办理|审批)?(?:用时|时间|时限|周期)$/.test(name)
  const own = walk.names[walk.nameIndex] ?? (bare ? `${nameFromEarlier(walk, clause)}${name}` : name)
  const indicator =
    own ||
    (/^(?:增收|节约|节省)$/.test(verb) ? verb : inherited(walk, clause)) ||
    trimIndicator(countedNoun(right)) ||
    verb
  const comparator: Comparator = falls ? (to ? 'reduce_to' : 'reduce_by') : to ? 'increase_to' : 'increase_by'
  if (quantity.kind === 'count' && name === '') {
    const noun = quantity.unit === '位' ? '' : countedNoun(right)
    if (noun !== '')
      return { ...base(quantity), indicator: countName(`${falls ? '减少' : '新增'}${noun}`), comparator: '=' }
  }
  const isPlainCount = quantity.kind === 'count' && !to && quantity.unit !== '位' && /净增|减少/.test(verb)
  return {
    ...base(quantity),
    indicator: isPlainCount ? countName(`${indicator}${verb}`) : indicator,
    comparator: isPlainCount && verb === '净增' ? '=' : comparator,
    isMove: true,
  }
}

function shareName(walk: Walk, clause: Span, left: string): string | null {
  const share = /占(?!有)/.test(left) ? SHARE.exec(left) : null
  if (!share) return null
  const own = trimIndicator(share[1] ?? '')
  const whole = cleanName(share[2] ?? '').replace(/达到?$|为$/, '')
  const name = own || inherited(walk, clause)
  return whole && !/比重$/.test(own) ? `${name}占${whole}比重` : `${name}占比`
}

function groupName(walk: Walk, name: string, right: string): string {
  const tail = INVESTED_TAIL.exec(name)?.[0] ?? name
  const group = /^(?:的)?[^，。；]{0,40}?(?:等)?(?:共)?\d+(?:余|多)?(?:个|项|家)/.exec(right)
  const noun = group && /^的/.test(right) ? countedNoun(right.slice(group[0].length)) : ''
  return noun === '' ? `${walk.lastNoun}${tail}` : `${noun}${tail}`
}

function classDraft(walk: Walk, quantity: Quantity, right: string): Draft {
  const cluster = (right.replace(/^级(?:的)?/, '').split(/[、，。；“”]/)[0] ?? '').slice(0, 16)
  const inCluster = /产业集群|集群/.test(walk.text.slice(quantity.end, quantity.end + 60))
  const suffix = inCluster && !/集群$/.test(cluster) ? (cluster.endsWith('产业') ? '集群' : '产业集群') : ''
  const clause = walk.text.slice(Math.max(walk.sentence.start, quantity.start - 40), quantity.start)
  return {
    ...base(quantity),
    indicator: `${cluster}${suffix}规模`,
    comparator: quantity.bound === '=' ? '~' : quantity.bound,
    status: /(?:形成|拥有|已有|现有|建成)[^，。；]*$/.test(clause) ? 'existing' : 'target',
  }
}

function amountDraft(walk: Walk, quantity: Quantity, clause: Span, left: string): Draft {
  const { text } = walk
  const right = text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  if (quantity.isClass) return classDraft(walk, quantity, text.slice(quantity.unitEnd, quantity.unitEnd + 30))
  const shared = sharedNames(left)
  if (shared.length > 0) {
    walk.names = shared
    walk.nameIndex = 0
  }
  const next = walk.names.length > 0 && /^[、，和与及\s]*$/.test(left) && shared.length === 0
  if (next && walk.last) {
    walk.nameIndex = Math.min(walk.nameIndex + 1, walk.names.length - 1)
    const { comparator, isMove, isRate } = walk.last
    return { ...base(quantity), indicator: walk.names[walk.nameIndex] ?? '', comparator, isMove, isRate }
  }
  const bareLeft = left.replace(/(?:突破|超过|超|过|逾|近|(?<!签)约|不低于|不少于|不超过|达到|达)+$/, '')
  const move = MOVE.exec(left) ?? MOVE.exec(bareLeft)
  const moves = move && !(quantity.kind === 'money' && /扩大|提升$/.test(move[2] ?? '') && !move[3])
  if (move && moves) return moveDraft(walk, quantity, clause, move, right)
  const above = ABOVE.exec(left)
  if (above) {
    const own = trimIndicator(above[1] ?? '')
    const name = own === '' || /^(?:增速|增幅|进度|总量)$/.test(own) ? `${inherited(walk, clause)}${own}` : own
    return {
      ...base(quantity),
      indicator: `${name}${above[2]}${above[3]}`,
      comparator: /^[低慢落]/.test(above[2] ?? '') ? '<' : '>',
    }
  }
  if (quantity.kind === 'percent') {
    const fulfilled = /^(.*?)完成(?:了)?([^，。；]{0,6}(?:任务|计划|目标)(?:任务)?)(?:的)?$/.exec(bareLeft)
    if (fulfilled) {
      const name = `${trimIndicator(fulfilled[1] ?? '') || inherited(walk, clause)}${fulfilled[2]}完成率`
      return { ...base(quantity), indicator: name, comparator: quantity.bound }
    }
    const share = shareName(walk, clause, left)
    if (share) return { ...base(quantity), indicator: share, comparator: quantity.bound, isRate: true }
    const shareOf = /^的([^，。；、]{2,24})/.exec(right)?.[1]
    if (shareOf) {
      const isShare = /全[国省市县区]/.test(left) || (/^[、，和]/.test(left) && walk.last?.isShare === true)
      return {
        ...base(quantity),
        indicator: `${countedNoun(shareOf) || shareOf}占比`,
        comparator: quantity.bound,
        isRate: true,
        isShare,
      }
    }
  }
  return levelDraft(walk, quantity, clause, left, right)
}

function levelDraft(walk: Walk, quantity: Quantity, clause: Span, left: string, right: string): Draft {
  const level = LEVEL.exec(left)
  let name = walk.names[walk.nameIndex] ?? trimIndicator(level?.[1] && level[1].trim() !== '' ? level[1] : left)
  let inGroup = false
  const invests =
    INVESTED.test(name) ||
    (INVESTED_TAIL.test(name) && /^(?:，)?的/.test(right) && /\d+(?:余|多)?(?:个|项)/.test(right))
  if (invests) {
    inGroup = walk.lastNoun !== '' && !/^的/.test(right)
    name = groupName(walk, name, right)
  } else if (name === '' && quantity.kind !== 'percent') name = countedNoun(right)
  if (name === '') name = inherited(walk, clause)
  if (quantity.kind === 'time') name = timeName(walk, clause, left, right) || name
  if (quantity.kind === 'percent' && name.length <= 2 && /(?:签约|开工|竣工|投产|复工)$/.test(name))
    name = `${topicOf(walk)}${name}率`
  const cap =
    quantity.kind === 'time' && quantity.bound === '=' && /内|办好|办结|办成|办完|领证|拿证/.test(right.slice(0, 6))
  const isRate = quantity.kind === 'percent' && /(?:率|占比|比重|比例|份额|程度|度)$/.test(name)
  return { ...base(quantity), indicator: name, comparator: cap ? '<=' : quantity.bound, isRate, inGroup }
}

/** How far before a figure its indicator may begin. */
const REACH = 120

/** What a sentence is about: the subject of its first clause. */
function topicOf(walk: Walk): string {
  for (const { start, end } of walk.sentence.clauses.slice(0, 4)) {
    const match = /^([\u4E00-\u9FFF]{3,14}?)(?:作为|是|自|于|从|已|现已|正)/.exec(
      walk.text.slice(start, Math.min(end, start + REACH)),
    )
    if (match?.[1]) return trimIndicator(match[1])
  }
  return ''
}

function timeName(walk: Walk, clause: Span, left: string, right: string): string {
  const own = trimIndicator(left)
  if (/时限|时间|周期|用时|时长|工期|天数/.test(own)) return own.replace(/(?:压减|缩短|压缩|减少)$/, '')
  const act =
    /^(?:以?内|之内)?(?:就能|就可|即可|可|能)?(办好|办结|办成|办完|领证|拿证|开工|完成[^，。；”]{0,8}|审批|拿地|上门|响应)/.exec(
      right,
    )?.[1]
  const earlier = own || nameFromEarlier(walk, clause)
  if (act) return `${earlier.replace(/[“”]/g, '')}${/办/.test(act) ? '办理时间' : `${act}时间`}`
  return earlier === '' ? '' : `${earlier}时间`
}

const NOUN_END =
  /[\u4E00-\u9FFF]{2,}(?:项目|企业|园区|基地|机构|工程|人才|岗位|平台|事项|数|量|公司|产业园|集群|学校|医院|村|社区|合作社)$/

function countDraft(walk: Walk, quantity: Quantity, clause: Span, left: string): Draft {
  const right = walk.text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  const level = LEVEL.exec(left)
  const ownName = trimIndicator(level?.[1] && trimIndicator(level[1]) !== '' ? level[1] : left)
  const unit = quantity.unit ?? ''
  if (/次$/.test(unit) && !/人次$/.test(unit)) {
    const act = cleanName(right.slice(0, 14).replace(/[，。；].*$/, ''))
    const name = ownName === '' ? act : /次数?$/.test(ownName) ? ownName : `${ownName}${act}`
    return {
      ...base(quantity),
      indicator: /次数?$/.test(name) ? name : `${name}次数`,
      comparator: quantity.bound,
      counted: true,
    }
  }
  const noun = countedNoun(right)
  const startsVerb =
    /^(?:，|。|、|；|：|（|”|以上|左右|次?$|签约|开工|投产|达|被|已|均|建成|竣工|获|入选|成功|全部|实现|完成|增收|受益|的$)/.test(
      right,
    )
  const verb = additionVerb(left)
  let name: string
  const honour =
    /^([\u4E00-\u9FFF]{2,6}?)(?:成功)?(入选|获批|获评|认定为|评为|荣获|入围|上榜|跻身)(?:了|为)?([^，。；、]{2,24}?)(?:名单|称号|行列|荣誉)?(?=[，。；、]|$)/.exec(
      right,
    )
  if (honour && noun !== '' && noun.length <= 6) {
    const title = cleanName(honour[3] ?? '')
    name = `${honour[2]}${title}${/企业|项目|工厂|集群|产品|品牌|单位|园区|基地|示范/.test(title) ? '' : noun}`
  } else if (noun !== '' && !startsVerb && !(ownName.length >= 2 && NOUN_END.test(ownName))) {
    const closing = closingVerb(left) ?? (verb && ownName.startsWith(verb) && ownName.length <= 6 ? verb : '')
    name = `${closing}${noun}`
  } else {
    name = ownName || noun
    if (walk.last && /^超?[\d百千万亿]+元企业$/.test(name)) name = carryModifier(walk.last.indicator, name)
    if (verb && name === verb && walk.lastNoun !== '')
      name = `${verb}${walk.lastNoun.replace(/^(?:新开工|新签约|新增|签约|开工)/, '')}`
    else if (
      /^(?:国家|省|市|县)级?(?:[\u4E00-\u9FFF]*)?(?:企业|项目)$/.test(name) &&
      walk.last &&
      /^、?$/.test(left.slice(0, 1))
    ) {
      const lead = /^(?:新增|新培育|新引进|引进|新认定|获批|入选)/.exec(walk.lastNoun)?.[0]
      if (lead && /^、/.test(left)) name = `${lead}${name}`
    }
  }
  if (name === '') name = inherited(walk, clause).replace(/数$/, '')
  walk.lastNoun = name
  return { ...base(quantity), indicator: countName(name), comparator: quantity.bound, counted: true }
}

/** 新培育产值超10亿元企业3家、超亿元企业10家: the second counts the same under another bound. */
function carryModifier(previous: string, name: string): string {
  const match = /^(.*?)超?\d/.exec(previous)
  return match?.[1] ? `${match[1]}${name}` : name
}

/** The contest a place was won in: 在全市项目观摩评比中. */
const contestName = (text: string): string => {
  const match = /(?:^|[，。])在([^，。；]{4,40}?)(?:中|上|里)$/.exec(text)
  const name = match?.[1] ?? ''
  if (/^[^，]{0,6}\d+个/.test(name)) return ''
  return trimIndicator(name.replace(/^.*(?:举行|举办|开展|组织|召开)的/, ''))
}

function contestBefore(walk: Walk, clause: Span): string {
  const index = pieceIndexAt(walk.sentence.clauses, clause.start)
  const earlier = index > 0 ? walk.sentence.clauses[index - 1] : undefined
  if (!earlier) return ''
  const text = walk.text.slice(earlier.start, Math.min(earlier.end, earlier.start + REACH))
  const result = /^(.{2,16}?)(?:连续|位居|位列|居|排)/.exec(text)
  return contestName(text) || (result ? trimIndicator(result[1] ?? '') : '')
}

function rankDrafts(
  walk: Walk,
  hides: (offset: number) => boolean,
  free: (from: number, to: number) => boolean,
): Draft[] {
  const { sentence, text } = walk
  const drafts: Draft[] = []
  for (const rank of findRanks(text.slice(sentence.start, sentence.end))) {
    const start = sentence.start + rank.start
    const lead = sentence.start + rank.leadStart
    const end = sentence.start + rank.end
    if (!free(start, end) || hides(start)) continue
    const clause = clauseOf(sentence, lead)
    const left = text.slice(Math.max(clause.start, lead - REACH), lead).replace(/^在[^，]{0,6}\d+个[^，]{0,10}中$/, '')
    if (/\d+(?:项|个)[^，]{0,10}$/.test(left) && rank.isTop) continue
    const own = contestName(left) || trimIndicator(left.replace(/(?:在|于)$/, '')).replace(/^在|[中上里]$/g, '')
    const unit = /^[\u4E00-\u9FFF]{2,8}(?:[县市区镇乡]|街道|开发区|园区)$/.test(own) || own === ''
    let name = (unit && contestBefore(walk, clause)) || own
    if (name.length < 2 || /^(?:增速|总量|增幅|总量和增速|数量)$/.test(name)) {
      const before = drafts.at(-1) ?? walk.last
      name = `${(before?.indicator ?? nameFromEarlier(walk, clause)).replace(/位次$|数$/, '')}${name}`
    }
    drafts.push({
      ...EMPTY,
      start: lead,
      end,
      figureStart: start,
      indicator: `${name}${rank.scope}位次`,
      value: rank.value,
      unit: '位',
      comparator: 'rank',
    })
  }
  return drafts
}

const EMPTY: Draft = {
  start: 0,
  end: 0,
  figureStart: 0,
  indicator: '',
  value: null,
  value2: null,
  unit: null,
  comparator: '=',
  from: null,
  counted: false,
  isRate: false,
  isShare: false,
  isMove: false,
  inGroup: false,
  status: null,
}

function wordedDrafts(walk: Walk): Draft[] {
  const { sentence, text } = walk
  const slice = text.slice(sentence.start, sentence.end)
  const leftAt = (offset: number) => text.slice(Math.max(clauseOf(sentence, offset).start, offset - REACH), offset)
  const comparisons = findComparisons(slice).map((comparison) => {
    const start = sentence.start + comparison.start
    const { comparator } = comparison
    return {
      ...EMPTY,
      start,
      end: sentence.start + comparison.end,
      figureStart: start,
      indicator: trimIndicator(leftAt(start)) || walk.last?.indicator || '',
      comparator,
    }
  })
  const doublings = findDoublings(slice).map((doubling) => {
    const start = sentence.start + doubling.start
    const lead = leftAt(start)
    return {
      ...EMPTY,
      start,
      end: sentence.start + doubling.end,
      figureStart: start,
      indicator: trimIndicator(lead.split('、').at(-1) ?? lead) || walk.last?.indicator || '',
      value: doubling.times,
      unit: '倍',
      comparator: 'increase_to' as const,
    }
  })
  return [...comparisons, ...doublings].filter(({ indicator }) => indicator !== '')
}

function instantDraft(walk: Walk, instant: Change, clause: Span, previousEnd: number): Draft {
  const left = walk.text.slice(Math.max(clause.start, previousEnd, instant.start - REACH), instant.start)
  return {
    ...EMPTY,
    start: instant.start,
    end: instant.end,
    figureStart: instant.fromQuantity.figureStart,
    indicator: trimIndicator(left) || inherited(walk, clause),
    comparator: 'reduce_to',
    from: instant.fromQuantity.value,
  }
}

function fillUnit(draft: Draft): void {
  const scale = draft.unit ?? ''
  if (/人次|人数|游客|旅客|客流/.test(draft.indicator)) draft.unit = `${scale}人次`
  else if (scale === '亿' || /额|收入|投资|产值|营收|税收|贷款|资金|利润/.test(draft.indicator))
    draft.unit = `${scale}元`
}

/** The figures of one sentence with their indicators, in order; `own` are its candidate quantities. */
export function draftsOf(
  text: string,
  sentence: Sentence,
  own: readonly Quantity[],
  hides: (offset: number) => boolean,
): Draft[] {
  const walk: Walk = { text, sentence, names: [], nameIndex: 0, last: null, lastNoun: '' }
  const changes = findChanges(text, own)
  const byTarget = new Map(
    changes.flatMap((change) => (change.toQuantity ? [[change.toQuantity, change] as const] : [])),
  )
  const bySource = new Map(changes.map((change) => [change.fromQuantity, change] as const))
  const drafts: Draft[] = []
  let previousEnd = sentence.start
  let previousClause = -1
  for (const quantity of own) {
    const clause = clauseOf(sentence, quantity.figureStart)
    const opened = bySource.get(quantity)
    if (opened) {
      if (!opened.toQuantity) {
        drafts.push(instantDraft(walk, opened, clause, previousEnd))
        previousEnd = opened.end
      }
      continue
    }
    const change = byTarget.get(quantity)
    const upTo = change ? change.start : quantity.start
    let left = text.slice(Math.max(clause.start, previousEnd, upTo - REACH), upTo)
    const isNewItem = previousClause === clause.start
    const mark = isNewItem ? left.indexOf('、') : -1
    if (mark >= 0 && !/分别/.test(left)) left = left.slice(mark)
    if (!isNewItem && !/^[^\d]{0,6}$/.test(left)) walk.names = []
    previousClause = clause.start
    const draft = change
      ? changeDraft(walk, quantity, clause, left, change)
      : quantity.kind === 'count' && !MOVE.test(left)
        ? countDraft(walk, quantity, clause, left)
        : amountDraft(walk, quantity, clause, left)
    if (quantity.kind === null) fillUnit(draft)
    if (draft.indicator !== '') {
      drafts.push(draft)
      walk.last = draft
    }
    previousEnd = quantity.end
  }
  const used = drafts.map(({ figureStart, end }) => ({ start: figureStart, end }))
  const free = (from: number, to: number) => !pieceAt(used, from) && !pieceAt(used, to - 1)
  for (const draft of rankDrafts(walk, hides, free)) drafts.push(draft)
  for (const draft of wordedDrafts(walk)) drafts.push(draft)
  drafts.sort((a, b) => a.figureStart - b.figureStart)
  let rank: Draft | null = null
  for (const draft of drafts) {
    if (draft.comparator === 'rank') rank = draft
    else if (draft.unit === '位' && draft.isMove && rank) draft.indicator = rank.indicator
  }
  return drafts
}
