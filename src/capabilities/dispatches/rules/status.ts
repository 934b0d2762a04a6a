/** Whether a figure is a goal, a result, a present stock, or the expected effect of a project. */
export type TargetStatus = 'target' | 'achieved' | 'existing' | 'planned'

const GOAL =
  /力争|确保|争取(?=实现|完成|达到|在|到|年|全年|新|突破|\d)|誓夺|力拼|力保|冲刺|奋斗目标|预期目标|目标(?:任务)?(?:是|为|：|定为|显示|值)|主要目标|(?<![即必])将(?!军|近|来|[^，。；]{1,12}(?:作为|转化为|变为|列为|纳入))|拟(?=新|实施|建|投|引|完)|要(?=实现|完成|达到|突破|力争|确保|新增|引进|培育|建成|开工)|计划(?=(?:全年|年内|今年|到|用|新|实施|完成|引|建|开|投产|培|在|总)(?!投资))|规划到|努力(?=实现|完成|达到|使|让)|奋力(?=实现|完成|夺取)|任务(?:是|为)|安排(?=实施[^，。；]*年度)|(?<!同比)(?<=年)增长目标|瞄准|锚定|达到?[^，。；]{0,10}的目标/
const PLANNED =
  /建成后|投产后|达产后|达效后|满产后|运营后|投用后|全部建成|全面建成后|建成投产|建成达产|达产达效|项目达产|预计|预期(?!目标)|可实现|可年产|可新增|可带动|可提供|可形成|可满足|可容纳|可为|将形成|将带动|将新增|将实现年|将年产|设计(?:年产|产能|能力)|规划(?:建设|面积|总)|计划(?:总)?投资|计划建设|拟建|拟投资|有望/
const DONE =
  /同比|完成|实现|达成|累计|已|了(?!解)|截至|新增|签约|开工|投产|竣工|兑现|获批|入选|引进|增长|下降|荣获|位列|位居|跃居|压缩|压减|缩短|精简|减少|提升|提高|办理|受理|发放|落地|到位|收入|突破|达到|超过|认定|培育|去年|过去一年|上半年|前三季度|评为|获评|办结|解决|招引|转化|取得|增至|升至|降至|成功|当选/
const STOCK =
  /现有|拥有|已有|共有|现已|在建|列入|纳入|安排|谋划|储备|入驻|总数达|总量达|总数|存量|在库|占有率|占比|占全|占到|占地|总面积|目前|集聚|聚集|汇聚|坐落|覆盖|共实施|今年(?:共)?实施|分布|登记在册|建有|设有|辖|户籍|常住|率达|达到全国/
const PORTFOLIO = /^(?:的)?[^，。；、]{0,14}(?:项目|片区|工程|园区|集群)(?:的)?(?:建设)?(?=[，。；、]|$)/
const PUSHED = /(?:推进|推动|加快|加速|抓好|抓实|抓紧|盯紧|聚焦|围绕|实施|建设|扩大|依托|统筹)[^，。；]*$/

/** What the status of a figure is read from; offsets are cut out by the caller. */
export interface StatusContext {
  /** The sentence from its beginning up to the figure. */
  readonly before: string
  /** The clause from its beginning up to the figure. */
  readonly clause: string
  /** The rest of the clause behind the figure. */
  readonly after: string
  /** The paragraph before the sentence announced goals (目标是…) and no result has been told since. */
  readonly goalsAnnounced: boolean
  /** The figure belongs to the description of a project. */
  readonly ofProject: boolean
  /** The period of the figure: finished before the dispatch, still open, or unsaid. */
  readonly time: 'past' | 'open' | 'unsaid'
  /** The figure stands with a verb of an event (开工, 签约) rather than of a stock. */
  readonly counted: boolean
}

const lastIndex = (text: string, pattern: RegExp): number => {
  let last = -1
  for (const match of text.matchAll(new RegExp(pattern.source, 'g'))) last = match.index
  return last
}

/** Whether a sentence announces goals for what follows it. */
export function announcesGoals(sentence: string): boolean {
  return /目标(?:任务)?(?:是|为|：|定为|显示)|预期目标|主要目标|工作目标|前景|工作安排|年度任务|力争实现|总体要求/.test(
    sentence,
  )
}

/** Whether a sentence tells results, so that goals announced before it no longer govern. */
export function tellsResults(sentence: string): boolean {
  return /同比|截至|目前|已|去年|累计|过去一年|成功|荣获|了(?!解)/.test(sentence) && !GOAL.test(sentence)
}

/**
 * Status of a figure. Goals govern the rest of their sentence unless a result is told in between; a portfolio that is
 * being pushed (加快…183个项目建设) is a stock; an event of a period still open is a plan.
 */
export function readStatus(context: StatusContext): TargetStatus {
  const { before, clause, after, time } = context
  const goalAt = lastIndex(before, GOAL)
  const plannedAt = lastIndex(before, PLANNED)
  const since = goalAt >= 0 ? before.slice(goalAt) : ''
  const reset = /(?:截至|目前|已(?!经?建成)|去年|累计|同比)/.test(since)
  const pushed = PUSHED.test(clause) && PORTFOLIO.test(after)
  if (plannedAt > goalAt && plannedAt >= 0 && !/已[^，。]{0,6}$/.test(before.slice(0, plannedAt))) {
    return 'planned'
  }
  if (goalAt >= 0 && !reset) {
    if (context.ofProject && plannedAt >= 0) return 'planned'
    return pushed && !/新|完成|力争|确保/.test(clause) ? 'existing' : 'target'
  }
  if (pushed && !/新增|新开工|新签约|完成|已/.test(clause)) return 'existing'
  if (context.goalsAnnounced && time !== 'past') return 'target'
  const stockAt = lastIndex(clause, STOCK)
  const doneAt = lastIndex(clause, DONE)
  if (time === 'open' && context.counted) {
    if (/年内|全年|年底|今年(?!以来|已|共)/.test(clause) && !/已|了/.test(clause)) return 'target'
    if (/集中(?:开工|签约|竣工|投产)|开工|签约/.test(clause) && !/已|了|完成/.test(clause + after)) return 'planned'
  }
  if (stockAt > doneAt || (stockAt >= 0 && /现有|拥有|共有|在建|占有率|储备|谋划|安排|列入|入驻/.test(clause))) {
    return 'existing'
  }
  if (doneAt >= 0) return 'achieved'
  if (DONE.test(before) || DONE.test(after)) return 'achieved'
  return context.ofProject ? 'planned' : 'existing'
}
