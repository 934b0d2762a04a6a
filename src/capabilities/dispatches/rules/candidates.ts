import type { PeriodMention } from './periods.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, type Segmented, type Span } from './segment.ts'

/** Places whose figures are no targets of their own, and which sentences describe a named project. */
export interface Masks {
  readonly hides: (offset: number) => boolean
  readonly consumed: ReadonlySet<Quantity>
  readonly describesProject: (sentenceStart: number) => boolean
}

const NOT_COUNTED =
  /^(?:[\u4E00-\u9FFF]{0,6}?)(?:措施|举措|意见|政策|条款|行动|会议|方面|专班|小组|工作组|保障组|服务队|小分队|突击队|队伍|板块|原则|要求|领域|层面|体系|机制|路径|思路|方针|部门|单位|代表团|负责人|负责同志|嘉宾|代表|领导|同志|记者|评委|选手|方案|办法|制度|阶段|步骤|(?<![省市县区家级])重点(?=[，。；、]|$)|关键|重点工作|工作|任务|方向|目标(?!企业|客商)|字(?![号节])|统一|坚持|维度|抓手|主题|章节|部分|问题导向|攻坚战|硬仗|季度|年头|月|世纪|小时候|关口|门槛|台阶|层次|矩阵|图谱|模式|载体|系列|课题|赛道|产业链(?!条)|组(?![件装合建织])|意识)/
/** People who take part, whatever they are called. */
const NOT_PEOPLE = /^[\u4E00-\u9FFF]{0,6}?(?:代表|嘉宾|负责人|负责同志|领导|同志|记者|评委|选手)/
const PEOPLE = /收听|收看|聆听|参加|参会|出席|与会|到会|列席|参赛|评委|嘉宾|代表(?!性)|带队|率队|陪同/
const TIME_WORDS =
  /时限|时间|天数|日数|周期|用时|时长|压缩|缩短|提前|控制在|办结|审批|办理|承诺|工作日|最快|只需|仅需|仅用|平均|工期|时数|寿命|零成本|拿地|领证|拿证|减少|节约|节省|由|从/
const TIME_AFTER =
  /^(?:以?内|之内)?(?:[\u4E00-\u9FFF]{0,4}?)(?:办好|办结|办成|办完|领证|拿证|拿到|拿地|审批|就能|就可|即可|开工|受理|上门|响应|反馈|答复|完成|取得|出证|压缩|缩短|减)/
const CLASSIFIED =
  /^(?:及?以上|以下|级|规模|左右|元)?(?:的)?[^，。；：！？、\d]{0,12}?(?:企业|项目|产业|集群|园区|工程|单位|大户|楼宇|商户|专业市场|强镇|强村|镇街|村(?=有|达|共|\d)|产品|基地|平台|纳税人|客户|小微|法人)/
const MODIFIER_LEAD =
  /(?:等|超|过|上|逾|突破|产值|营收|收入|税收|投资|投资额|总投资|纳税|年销售|固投|达|达到|年纳税|主营业务收入|单体|单笔|培育|引进|招引|打造|实施|新增|新上|壮大|建设|个|家|项|一批|、|和|的|^|，|引育|签约|开工|谋划|储备|推进|落地)(?:约|近)?$/

/** Whether an amount only says which projects or firms are meant (超10亿元企业3家, 亿元以上项目). */
function isModifier(text: string, quantity: Quantity, nextStart: number): boolean {
  if (quantity.kind !== 'money' && quantity.kind !== null && quantity.kind !== 'area' && quantity.kind !== 'power')
    return false
  const rest = text.slice(quantity.unitEnd, quantity.unitEnd + 22)
  if (quantity.isClass) {
    const led =
      /(?:打造|建成|形成|培育|发展|迈向|做成)[^，。；、]{2,20}$/.test(
        text.slice(Math.max(0, quantity.start - 26), quantity.start),
      ) && /^级(?:以上)?(?:的)?(?:产业集群|产业链|产业|集群)/.test(rest)
    const grouped = /[\d一二两三四五六七八九十](?:个|大|条)$/.test(
      text.slice(Math.max(0, quantity.start - 3), quantity.start),
    )
    if (led && !grouped) return false
    const cluster = /^级[^，。；\n]{0,60}?(?:产业集群|集群)/.test(text.slice(quantity.unitEnd, quantity.unitEnd + 70))
    const named = /^级(?:的)?(?!产业集群|集群|企业|项目|园区|龙头)[^，。；、“企\d]{2,14}(?:、|，|“|产业|集群)/.test(
      rest,
    )
    const counted = /[\d一二两三四五六七八九十](?:个|家|条|大)(?:[^，。；、\d]{0,4})$/.test(
      text.slice(Math.max(0, quantity.start - 8), quantity.start),
    )
    return !(cluster && named) || counted
  }
  if (quantity.isBare) return true
  if (
    /^(?:及?以上|以下)(?:的[^，。；、]{0,10}(?:(?:项目|企业|单位|工程)|(?:村|户|园区|合作社|镇街|产品)(?=有|达|共|\d))|(?![的，。；、：])[\u4E00-\u9FFF])/.test(
      rest,
    )
  )
    return true
  if (/^(?:及?以上|以下)(?:共|有|达|的)?\d+(?:余|多)?(?:个|家|项|户)/.test(rest)) return true
  const described = CLASSIFIED.exec(rest)
  if (!described) return false
  const lead = text.slice(Math.max(0, quantity.start - 8), quantity.start)
  const figureLead = text.slice(Math.max(0, quantity.figureStart - 8), quantity.figureStart)
  const behind = quantity.unitEnd + described[0].length
  const countedBehind =
    nextStart >= behind && nextStart - behind <= 4 && /^[共达约近有]{0,2}$/.test(text.slice(behind, nextStart))
  if (/总投资|计划投资/.test(lead) && /^(?:的)/.test(rest))
    return countedBehind && (/以上/.test(rest) || /(?:超过?|过|逾)$/.test(figureLead))
  if (/(?:完成|实现|累计|达到|增至)$/.test(lead)) return false
  return (
    (countedBehind || /^(?:及?以上|以下|级)/.test(rest) || /(?:超|过|逾|上)$/.test(figureLead)) &&
    MODIFIER_LEAD.test(lead || figureLead)
  )
}

function isNoCount(text: string, clause: Span, quantity: Quantity): boolean {
  const left = text.slice(Math.max(clause.start, quantity.start - 100), quantity.start)
  const right = text.slice(quantity.unitEnd, Math.min(clause.end, quantity.unitEnd + 24))
  const unit = quantity.unit ?? ''
  if (text.slice(quantity.figureStart - 1, quantity.figureStart).endsWith('第')) return true
  const counts = /^(?:万|千|百)?(?:人|户|名)$/.test(unit) ? NOT_PEOPLE : NOT_COUNTED
  if (counts.test(right.replace(/^的(?:年度)?目标(?:任务)?/, '').replace(/^多|^余|^的/, ''))) return true
  if (/之一/.test(right) && /(?:国|省|市|县|区)[^，]{0,4}$/.test(left)) return true
  if (/^(?:人|名|位|万人|余人)$/.test(unit) && PEOPLE.test(left + right)) return true
  if (/^[名位强]$/.test(unit) && left.endsWith('前')) return true
  if (
    /^(?:条|项|个|份|部)$/.test(unit) &&
    /(?:举措|措施|政策|条款|办法|制度|文件|清单)$/.test(left) &&
    !/兑现|享受/.test(left)
  )
    return true
  if (unit.startsWith('位')) return !/(?:前移|上升|提升|前进|跃升|下降|后移)(?:了)?$/.test(left)
  if (/翻了?$/.test(left)) return true
  if (unit === '分') return !/成绩|得分|评分|综合分|以/.test(left) || quantity.chinese
  if (
    /^(?:乡镇|镇街|县区|县市区|街道|代表队|村（社区）|个乡镇)/.test(right.replace(/^多|^余/, '')) &&
    /负责人|参加|比武|同台|代表|参赛|、|汇报|观摩/.test(right + left)
  )
    return true
  if (
    /^(?:名|人|位)$/.test(unit) &&
    /^[\u4E00-\u9FFF]{0,6}(?:干部|队员|专员|志愿者|工作人员|领导|民警|特派员|指导员|联络员|代办员|服务员|骨干|精干力量|先进个人|劳模|标兵)/.test(
      right,
    )
  )
    return true
  if (/^(?:名|人|位)$/.test(unit) && /(?:干部|专员|管家|代办员|联络员|指导员|网格员|志愿者)$/.test(left)) return true
  if (
    /^(?:乡镇|镇街|街道|县区|县市区|镇|乡|村|社区|单位|部门)[^，。；\d]{0,10}(?:书记|主任|负责人|局长|一把手)/.test(
      right,
    )
  )
    return true
  if (
    unit === '家' &&
    /(?:代表)?(?:参会|参加|出席|到会)/.test(
      text.slice(quantity.unitEnd, Math.min(clause.end + 24, quantity.unitEnd + 40)),
    ) &&
    !/[，。；][^，。；]*\d/.test(text.slice(quantity.unitEnd, clause.end))
  )
    return true
  if (
    /^(?:乡镇|镇街|街道|县区|县市区|镇|乡|村|社区|行政村)(?:的|，|、|和|及|[\d]|$)/.test(right.replace(/^多|^余/, ''))
  )
    return true
  if (
    /^(?:辆|台|名|位)/.test(unit) &&
    /^[\u4E00-\u9FFF]{0,6}(?:挖掘机|塔吊|吊车|机械|工程车|工人|施工人员|渣土车)/.test(right)
  )
    return true
  if (
    /表彰|表扬|授予|颁奖|通报表扬/.test(
      left.slice(-16) + text.slice(quantity.unitEnd, Math.min(clause.end, quantity.unitEnd + 60)),
    )
  )
    return true
  if (/会(?:议)?$/.test(left) && /^(?:次|场)$/.test(unit)) return !/推介|招商|对接|招聘|洽谈|签约|发布/.test(left)
  if (
    /^(?:县|市|区|州|省|地市|地级市|城市|国家|开发区|园区|乡镇|镇街|点位|现场|村|省级开发区)/.test(right) &&
    /深入|先后到|走进|分赴|来到|实地|前往|赴|跑|走遍|遍访|[\d一二两三四五六七八九十](?:个|家)[^，。；]{0,8}和$|(?:乡镇|街道|镇街)[、和]$/.test(
      left,
    )
  )
    return true
  if (/(?:看|察看|查看|参观|走访)了?$/.test(left) && /^(?:重点|重大)?(?:项目|点位|企业|现场)/.test(right)) return true
  if (/^[\u4E00-\u9FFF]{0,8}指标中|^[^，。；]{0,8}中(?:排|位|列|居|名列)/.test(right)) return true
  if (/^(?:届|期|轮|场|年|章|版|路|号|栋楼)/.test(unit) && quantity.value <= 3 && quantity.chinese) return true
  if (!quantity.chinese) return /^[A-Za-z+]/.test(right) || /[A-Za-z+·\-—]$/.test(left.slice(-1))
  if (quantity.value >= 10 || /(?:家|户|人|万|亿)/.test(unit))
    return quantity.value === 1 && !/新增|获批|认定|入选|引进|培育/.test(left)
  if (quantity.value < 2) return true
  return !/^(?:(?:重[大点])?[^，。；、的]{0,8}(?:项目|企业)|[^，。；、]{0,10}(?:生产线|产线|厂房|车间|学校|医院|水厂|电站|水库)|[十百千]亿(?:元)?级[^，。；、]{0,8}(?:产业|产业集群|集群|园区))(?=[，。；、]|成功|顺利|集中|签约|开工|投产|落|建|$)/.test(
    right,
  )
}

function isNoTime(text: string, clause: Span, sentence: Span, quantity: Quantity): boolean {
  const left = text.slice(Math.max(clause.start, quantity.start - 100), quantity.start)
  const right = text.slice(quantity.unitEnd, Math.min(sentence.end, quantity.unitEnd + 14))
  if (right.startsWith('时间')) return true
  if (/(?:只|仅|才)用(?:时)?了?$|只需|仅需/.test(left)) return false
  if (/^(?:年|个月|月|周|日)$/.test(quantity.unit ?? '') && !/周期|工期|时限|提前|缩短|压缩/.test(left)) return true
  if (/连续|历时|为期|近|过去|未来|时隔|仅仅/.test(left.slice(-6)) && !/时限|办/.test(left + right)) return true
  if (/^时间(?:里|内)?(?:完成|就)/.test(right) || (left.endsWith('提前') && /^[^，。；]{0,4}(?:完成|实现)/.test(right)))
    return true
  if (/^天$/.test(quantity.unit ?? '') && /(?:比|较)[^，。；]{0,8}(?:多|增加|减少|少)了?$/.test(left)) return false
  if (/^(?:以?内|之内)?[\u4E00-\u9FFF]{0,4}率/.test(right)) return true
  return !(TIME_WORDS.test(left) || TIME_AFTER.test(right))
}

/**
 * Figures that may be targets: not dates, not figures inside names, slogans and quoted titles, not the money and area
 * of a named project or of one of its phases, not sizes that only tell which firms are meant, not people at a meeting,
 * measures, groups or years counted.
 */
export function candidateQuantities(segmented: Segmented, quantities: readonly Quantity[], masks: Masks): Quantity[] {
  const { text, sentences } = segmented
  const visible = quantities.filter((quantity) => !masks.hides(quantity.figureStart) && !masks.consumed.has(quantity))
  return visible.filter((quantity, index) => {
    if (text.slice(Math.max(0, quantity.figureStart - 1), quantity.figureStart).endsWith('第')) return false
    if (/翻了?$/.test(text.slice(Math.max(0, quantity.start - 2), quantity.start))) return false
    const sentence = pieceAt(sentences, quantity.figureStart)
    if (!sentence) return false
    const clause = pieceAt(sentence.clauses, quantity.figureStart) ?? sentence
    if (isModifier(text, quantity, visible[index + 1]?.figureStart ?? Number.POSITIVE_INFINITY)) return false
    if (quantity.isBare && quantity.kind !== 'money' && quantity.kind !== 'count') return false
    if (
      quantity.kind === 'area' &&
      /(?:占地|用地|征地|[一二三四]期)(?:面积)?(?:约)?$/.test(
        text.slice(Math.max(0, quantity.start - 6), quantity.start),
      ) &&
      /[一二三四]期/.test(text.slice(Math.max(sentence.start, quantity.start - 120), quantity.start))
    )
      return false
    const told = text.slice(Math.max(sentence.start, quantity.start - 60), quantity.start)
    if (
      quantity.kind !== 'percent' &&
      /(?:以前|从前|过去(?!的?[一二三五十\d]))[^。]*$/.test(told) &&
      !/现在|如今|改革后|压缩|缩短|目前|而今|降|减/.test(told)
    )
      return false
    if (/我家|我们家|俺家|咱家/.test(told)) return false
    if (quantity.kind === 'count') return !isNoCount(text, clause, quantity)
    if (
      quantity.kind === 'length' &&
      /行程|驱车|辗转|跨越|往返|相距|距离|全程|绵延/.test(
        text.slice(Math.max(clause.start, quantity.start - 12), quantity.start),
      )
    )
      return false
    if (quantity.kind === 'time') return !isNoTime(text, clause, sentence, quantity)
    const lead = text.slice(Math.max(clause.start, quantity.start - 16), quantity.start)
    if (
      /(?:一期|二期|三期|首期|近期)(?:项目|工程)?(?:计划|总|预计)?(?:投资|占地|用地|总投资|建设)[^，。；]{0,6}$/.test(
        lead,
      )
    )
      return false
    if (quantity.kind === 'money' && /(?:拿|挣|赚|领)(?:到)?$/.test(lead)) return false
    if (quantity.kind === null && !quantity.isClass && /[A-Za-z]/.test(text.charAt(quantity.unitEnd))) return false
    return quantity.kind !== 'length' || quantity.value > 0
  })
}

const QUOTED = /[“‘《「]([^“”‘’《》「」\n]{1,40})[”’》」]/g

/** Makes the masks: dates, names of projects, short quoted names and slogans, titles in 《》. */
export function makeMasks(
  segmented: Segmented,
  periods: readonly PeriodMention[],
  nameSpans: readonly Span[],
  consumed: ReadonlySet<Quantity>,
  projectSentences: ReadonlySet<number>,
): Masks {
  const { text } = segmented
  const spans: Span[] = [...periods.filter(({ notation, text: said }) => notation || /年/.test(said)), ...nameSpans]
  for (const match of text.matchAll(QUOTED)) {
    const inner = match[1] ?? ''
    const isTitle = match[0].startsWith('《')
    const isSlogan = inner.length <= 16 && !/[。；]/.test(inner) && !/(?:天|小时|分钟|工作日|%|亿元|万元)/.test(inner)
    const isTime = /(?:天|小时|分钟|工作日)(?:内|办|领|拿|审|完|开|$)/.test(inner)
    const isNamed = /^(?:改革|行动|机制|模式|工程|活动|计划|品牌|专项|政策|攻坚|战略|体系|制度)/.test(
      text.slice(match.index + match[0].length, match.index + match[0].length + 4),
    )
    if (isTitle || isNamed || (isSlogan && !isTime))
      spans.push({ start: match.index, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(
    /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|(?:电话|热线|邮编|编号|证号|QQ)[^，。；\n]{0,8}[\d-]{5,20}|(?<![A-Za-z-])[A-Za-z][A-Za-z-]{0,11}\d{1,12}[A-Za-z]{0,6}|\d+(?:G|A|D|K|V)(?![A-Za-z])/g,
  )) {
    spans.push({ start: match.index, end: match.index + match[0].length })
  }
  const merged = mergeSpans(spans)
  return {
    hides: (offset) => pieceAt(merged, offset) !== undefined,
    consumed,
    describesProject: (sentenceStart) => projectSentences.has(sentenceStart),
  }
}

function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  const merged: { start: number; end: number }[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ ...span })
  }
  return merged
}
