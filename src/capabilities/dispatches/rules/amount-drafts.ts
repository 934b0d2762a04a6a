import { base, countName, type Draft, inherited, nameFromEarlier, REACH, type Walk } from './draft-shapes.ts'
import type { Comparator } from './dispatch-shapes.ts'
import type { Change } from './figures.ts'
import { cleanName, countedNoun, trimIndicator } from './phrases.ts'
import type { Quantity } from './quantities.ts'
import type { Span } from './segment.ts'

const RISE =
  '同期增长|同比增长|增长|回升|提高|提升|上升|增加|上涨|增幅|增速|涨幅|增收|攀升|跃升|前移|前进|净增(?!加)|扩大|发展(?=至|到)|增产|增(?=至|到)|(?<=同比|环比|分别|年均|期)增(?=$)|升(?=至|到)|多(?=$)'

const FALL =
  '同比下降|下降|降低|减少|压缩|压减|缩减|缩短|精简|降幅|下滑|减轻|下调|节约|节省|回落|收窄|后移|减产|提速(?=$)|[降减压缩](?=至|到)|(?<=同比|环比|分别|年均|期)[降减](?=$)|少(?=$)'

/** A change told before its figure: name, verb of rise or fall, and 到 where a level is reached. */
export const MOVE = new RegExp(
  `^(.*?)(?:[（(]?(?:同比|环比|逆势|强势|高位|快速|同口径|同口径相比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|年均|平均|可比|分别|(?<![人户亩地年日月])均|名义|实际|同期|净|再|各|大幅|进一步|(?:较|比)[^，。；]{1,10}))*(${RISE}|${FALL})(?:了|率|幅度?)?(到|至|为|达到?|超过|突破|超|约|近|逾|不低于|高达|在)?(?:仅|只有|[约近超])?$`,
)

/** A level told before its figure: name and verb (达到, 突破, 完成). */
export const LEVEL =
  /^(.*?)(?:达到?了?|达成|突破了?|超过了?|超|完成了?|实现了?|增至|升至|增加到|提高到|提升到|提升至|提高至|扩大到|降至|降到|降低到|下降到|缩短到|压缩到|压缩至|缩短至|控制在|稳定在|保持在|维持在|迈上|站上|跃上|为|占|占到|占比|是|有|共|共有|(?<![累合总预统设])计|过|不低于|不少于|至|到|在|近|(?<!签)约|全部|均)+(?:全[国省市县区][^，。；]{0,8}的?)?$/

const SHARE =
  /^(.*?)(?:已|均|分别)?占(?:到|据|了|比)?(.*?)(?:的)?(?:比重|比例|总量|总数|份额)?(?:的|(?:稳定|保持|维持)在|达到?|为|超过?|约|近|突破)*$/

const ABOVE =
  /^(.*?)(高于|高出|超(?=序时|时序|时间进度|计划|全[国省市县区])|快于|多于|少于|优于|好于|领先于?|低于|慢于|落后于?)([^，。；]{1,12}?)$/

const INVESTED = /^(?:计划|合同|协议|概算|预计|估算|年度计划|年度)?(?:总)?投资(?:额|总额)?$/

const INVESTED_TAIL = /(?:年度计划|年度|计划|合同|协议|概算|估算)?总?投资(?:额|总额)?$/

/** 城乡居民收入 are two; 城镇 told with 农村居民收入 is one of the residents too. */
function bothOf(name: string, last: string): string[] {
  if (name.startsWith('城乡居民')) return [name.replace('城乡', '城镇'), name.replace('城乡', '农村')]
  const residents = /^农村(?:常住)?(居民.*)$/.exec(last)?.[1]
  return [/^城[镇市]$/.test(name) && residents ? `${name}${residents}` : name]
}

/** Names shared out by 分别: A、B分别增长5%、6%. */
export function sharedNames(left: string): string[] {
  const match = /^(.*?)(?:同比)?分别/.exec(left)
  if (!match?.[1]) return []
  const names = match[1]
    .split(/、|和|以及|与/)
    .map((name) => trimIndicator(name))
    .filter((name) => name !== '')
  return names.flatMap((name) => bothOf(name, names.at(-1) ?? ''))
}

/** Draft of 由…到…: the level reached, with the level left. */
export function changeDraft(walk: Walk, quantity: Quantity, clause: Span, left: string, change: Change): Draft {
  const share = quantity.kind === 'percent' && /占(?!有)/.test(left) ? shareName(walk, clause, left) : null
  const indicator = share ?? (trimIndicator(left) || inherited(walk, clause))
  const counted = quantity.kind === 'count'
  return {
    ...base(quantity),
    start: change.start,
    indicator: counted ? countName(indicator) : indicator,
    comparator: change.direction,
    from: fromInUnit(change.fromQuantity, quantity),
  }
}

const MINUTES: Readonly<Record<string, number>> = { 分钟: 1, 小时: 60, 个小时: 60, 天: 1440, 日: 1440 }

/** The level left in the unit of the level reached: 1.5小时缩短至40分钟 leaves 90. */
function fromInUnit({ value, unit }: Quantity, reached: Quantity): number {
  const [a, b] = [MINUTES[unit ?? ''], MINUTES[reached.unit ?? '']]
  return a === undefined || b === undefined || a <= b ? value : (value * a) / b
}

function moveDraft(walk: Walk, quantity: Quantity, clause: Span, move: RegExpExecArray, right: string): Draft {
  const verb = move[2] ?? ''
  const falls = /^(?:同比)?(?:下|降|减|压|缩|精简|节|回落|收窄|后移|提速|少)/.test(verb)
  const isNoun = /增幅|增速|涨幅|降幅/.test(verb)
  const to = move[3] !== undefined && /^(?:到|至|为)$/.test(move[3]) && !isNoun
  const name = trimIndicator(move[1] ?? '').replace(/(?:两年|三年)$/, '')
  const swing = /^(?:增幅|降幅|增速|涨幅|跌幅|进度)$/.test(name) ? `${inherited(walk, clause)}${name}` : null
  const bare = /^(?:平均|办理|审批)?(?:用时|时间|时限|周期)$/.test(name)
  const whole = /^(?:数量|总量|规模|总数|总额)$/.test(name) ? (walk.last?.indicator ?? name) : null
  const shared =
    quantity.kind === 'percent' && /占(?![有地])/.test(move[1] ?? '') ? shareName(walk, clause, move[1] ?? '') : null
  const own =
    walk.names[walk.nameIndex] ?? shared ?? whole ?? swing ?? (bare ? `${nameFromEarlier(walk, clause)}${name}` : name)
  const indicator =
    own ||
    (/^(?:增收|节约|节省)$/.test(verb) ? verb : inherited(walk, clause)) ||
    trimIndicator(countedNoun(right)) ||
    verb
  if (/^(?:增收|节约|节省)$/.test(verb) && quantity.kind === 'money') {
    return { ...base(quantity), indicator: own === '' ? verb : `${own}${verb}`, comparator: quantity.bound }
  }
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
  return whole && !own.endsWith('比重') ? `${name}占${whole}比重` : `${name}占比`
}

function groupName(walk: Walk, name: string, right: string): string {
  const tail = INVESTED_TAIL.exec(name)?.[0] ?? name
  const group = /^(?:的)?[^，。；]{0,40}?(?:等)?(?:共)?\d+(?:余|多)?(?:个|项|家)/.exec(right)
  const noun = group && right.startsWith('的') ? countedNoun(right.slice(group[0].length)) : ''
  const rated = /^(.{0,14}(?:项目|工程|企业))[\u4E00-\u9FFF]{1,4}率$/.exec(walk.last?.indicator ?? '')?.[1] ?? ''
  return noun === '' ? `${walk.lastNoun || rated}${tail}` : `${noun}${tail}`
}

function classDraft(walk: Walk, quantity: Quantity, right: string): Draft {
  const cluster = (right.replace(/^级(?:的)?/, '').split(/[、，。；“”]/)[0] ?? '').slice(0, 16)
  const inCluster = /产业集群|集群/.test(walk.text.slice(quantity.end, quantity.end + 60))
  const before = walk.text.slice(Math.max(walk.sentence.start, quantity.start - 26), quantity.start)
  const led = /^(?:产业集群|产业链|产业|集群|)$/.test(cluster)
    ? (/(?:打造|建成|形成|培育|发展|迈向|做成)([^，。；、]{2,20})$/.exec(before)?.[1] ?? '')
    : ''
  const suffix = inCluster && !cluster.endsWith('集群') ? (cluster.endsWith('产业') ? '集群' : '产业集群') : ''
  const clause = walk.text.slice(Math.max(walk.sentence.start, quantity.start - 40), quantity.start)
  return {
    ...base(quantity),
    indicator: `${led}${cluster}${suffix}规模`,
    comparator: quantity.bound === '=' ? '~' : quantity.bound,
    status:
      /(?:形成|拥有|已有|现有|建成)[^，。；]*$/.test(clause) &&
      !/力争|确保|将|到20|打造/.test(
        walk.text.slice(Math.max(walk.sentence.start, quantity.start - 80), quantity.start),
      )
        ? 'existing'
        : 'target',
  }
}

/** Verbs that give money, whose object behind the figure is what is meant: 设立2亿元|基金. */
const PROVIDING = /(?:设立|安排|筹集|发放|落实|协调|争取|撬动|列支|统筹|募集|授信|获得|获批)了?$/

/** A change told as an act on its object: 再压缩审批时间|15%, 提升效率|30%. */
const ACT_ON =
  /(?:^|[，、：])[^，、：]{0,12}?(再?(?:压缩|压减|缩短|降低|减少|提高|提升|增加(?!值)))(?!到|至|了)([\u4E00-\u9FFF]{2,20})$/
/** A level told as so many times another one: 是上年的|2.3倍, 相当于2019年的|3倍. */
const MULTIPLE =
  /^(.*?)(?:是|为|达到?|相当于)(?:了)?(?:去年|上年|上一年|前年|往年|(?:19|20)\d\d年|全[国省市县区])[^，。；]{0,8}的(?:近|约|超)?$/

/** Draft of an amount, a rate or a time: a change, a share, a class of size, or a level. */
export function amountDraft(walk: Walk, quantity: Quantity, clause: Span, left: string): Draft {
  const { text } = walk
  const right = text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  if (quantity.isClass) return classDraft(walk, quantity, text.slice(quantity.unitEnd, quantity.unitEnd + 30))
  const named = sharedNames(left)
  const shared = named.length === 0 && /分别/.test(left) && walk.ahead > 1 ? walk.recent.slice(-walk.ahead) : named
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
  const multiple = quantity.kind === 'times' ? MULTIPLE.exec(left) : null
  if (multiple) {
    const indicator = trimIndicator(multiple[1] ?? '') || inherited(walk, clause)
    return { ...base(quantity), indicator, comparator: 'increase_to', isMove: true }
  }
  const act = quantity.kind === 'percent' && !/(?:率|比重|占比|比例)$/.test(left) ? ACT_ON.exec(left) : null
  if (act?.[2] && !MOVE.test(left) && !LEVEL.test(left)) {
    const comparator = /压|缩|降|减/.test(act[1] ?? '') ? 'reduce_by' : 'increase_by'
    return { ...base(quantity), indicator: trimIndicator(act[2]) || act[2], comparator, isMove: true }
  }
  const bareLeft = left.replace(/(?:突破|超过|超|过|逾|近|(?<!签)约|不低于|不少于|不超过|达到|达)+$/, '')
  const move = MOVE.exec(left) ?? MOVE.exec(bareLeft)
  const moves = move && !(quantity.kind === 'money' && /扩大|提升$/.test(move[2] ?? '') && !move[3])
  if (move && moves) return moveDraft(walk, quantity, clause, move, right)
  const above =
    ABOVE.exec(left) ??
    ABOVE.exec(left.replace(/(?:比|较)(全[国省市县区州][^，。；]{0,8})(高|低|快|多|少)出?$/, '$2于$1'))
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
    const fulfilled = /^(.*?)(?:完成(?:了)?|(?<=^|，)为)([^，。；]{0,6}(?:任务|计划|目标)(?:任务)?)(?:的)?$/.exec(
      bareLeft,
    )
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
  const built = invests
    ? /^(?:元)?(?:用于)?(?:建设|扩建|新建|改建|实施|打造|新上|购置)(?:了|的)?([\u4e00-\u9fff]{3,14})/.exec(right)?.[1]
    : undefined
  if (built && walk.lastNoun === '') name = `${countedNoun(built) || built}投资`
  else if (invests) {
    inGroup = walk.lastNoun !== '' && !/(?<!计划)完成/.test(left) && !right.startsWith('的')
    name = groupName(walk, name, right)
  } else if (quantity.kind !== 'percent' && (name === '' || PROVIDING.test(name))) name = countedNoun(right) || name
  const shareOf =
    quantity.kind === 'percent' && name === '' && !right.startsWith('的目标')
      ? /^([\u4E00-\u9FFF]{2,6}“?[\u4E00-\u9FFF]{2,8})/.exec(right)?.[1]
      : undefined
  if (shareOf)
    return { ...base(quantity), indicator: `${cleanName(shareOf)}占比`, comparator: quantity.bound, isRate: true }
  if (name === '') name = inherited(walk, clause)
  if (name === '面积' && walk.lastNoun !== '') name = `${walk.lastNoun}面积`
  if (quantity.kind === 'time') name = timeName(walk, clause, left, right) || name
  if (quantity.kind === 'percent' && name.length <= 2 && /(?:签约|开工|竣工|投产|复工)$/.test(name))
    name = `${topicOf(walk)}${name}率`
  const cap =
    quantity.kind === 'time' && quantity.bound === '=' && /内|办好|办结|办成|办完|领证|拿证/.test(right.slice(0, 6))
  const isRate = quantity.kind === 'percent' && /(?:率|占比|比重|比例|份额|程度|度)$/.test(name)
  return { ...base(quantity), indicator: name, comparator: cap ? '<=' : quantity.bound, isRate, inGroup }
}

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
  const span =
    /从([^，。；从]{1,12}到[^，。；到]{1,12}?)(?:，)?(?:总共|一共|前后)?(?:仅|只|才|不到|共|最快|需|用|花)[^，。；]{0,4}$/.exec(
      left,
    )?.[1]
  if (span) return `${span}时间`
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
