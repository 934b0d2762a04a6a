/** Whether a figure is a goal, a result, a present stock, or the expected effect of a project. */
export type TargetStatus = 'target' | 'achieved' | 'existing' | 'planned'

const GOAL =
  /力争|(?<![为以])确保|(?:报告|会议|规划|方案|意见)(?:明确)?提出(?!的)|争取(?=实现|完成|达到|在|到|年底|年内|全年|突破)|誓夺|力拼|力保|冲刺|奋斗目标|预期目标|目标(?:任务)?(?:是|为|：|定为|显示|值)|主要目标|(?<![即必行])将(?!军|近|来|[^，。；]{1,12}(?:作为|转化为|变为|列为|纳入|确定为|摆在|打造))|拟(?=新|实施|建|投|引|完)|(?:今年|明年|20\d\d年|下半年|接下来)[^，。；]{0,4}要|要(?=实现|完成|达到|突破|力争|确保|新增|引进|培育|建成|开工)|(?<=街道|[镇乡局委办县市区]|中心|今年|全年|我们|下一步|园区|公司|集团)计划(?!投资|总投资|书|外|单列|生育|经济|的|任务|安排)|计划(?=(?:[一二两三四五\d]+年|全年|年内|今年|明年|到|用|新|再|实施|完成|引|开工|投产|培|种植|在)(?!投资))|规划到|努力(?=实现|完成|达到|使|让)|奋力(?=实现|完成|夺取)|任务(?:是|为)|(?<=，)要求(?=[^，。；]{2,24}$)|(?:强调|要求|明确|部署|号召)[，：]?[^，。；]{0,14}要|(?<=[，；。])要(?=把|抓|突出|深化|聚焦|坚持|紧盯|加快|全力|持续|以|进一步|力|统筹|大力|着力|扎实|深入|推动|推进|在|围绕|千方百计|切实|全面)|达到?[^，。；]{0,10}的目标|到20\d\d年(?!底?[，]?已)/g
const PLANNED =
  /建成后|投产后|达产后|达效后|满产后|运营后|投用后|全部建成|全面建成后|建成投产后|建成达产|达产达效|项目达产|预计|预期(?!目标)|计划[^，。；]{0,8}(?:投产|建成|动工|竣工|投用|试产)|可实现|可年|可新增|可带动|可提供|可形成|可满足|可容纳|可达|将形成|将带动|将新增|将实现年|将年产|设计(?:年产|产能|能力)|主要建设|计划建设|拟建|拟投资|规划建设(?!面积)|有望|届时|分[一二两三四]期/g
const DONE =
  /同比|开?复工|完成|实现|达成|累计|已|(?<![为])了(?!解)|截至|新增|签约|开工|投产|竣工|兑现|获批|入选|引进|增长|下降|荣获|位列|位居|跃居|压缩|压减|缩短|精简|减少|提升|提高|办理|受理|发放|落地|到位|收入|突破|超过|认定|培育|去年|过去一年|评为|获评|办结|解决|招引|转化|取得|增至|升至|降至|成功|当选|带动|惠及|建成|改造|新建|投入|推广|培训|开展|对接|绘制|公布|推出|整合|使用|观摩|走访|拜访|考察|抽调|选派|设立|成立|检修|维修|清理|化解|排查|发布|出台|制定|建立|组建|签订|交付|销售|生产|种植|收获|采摘|接待|举办|修订|修建|修复|安装|铺设|救助|资助|减免|退税|贡献|创造|拿出/g
const STOCK =
  /现有|拥有|已有|共有|现已|在建|列入|纳入|安排|谋划|储备|排定|排出|铺排|敲定|梳理出|编制[^，。；]{0,6}清单|涉及|入驻|入园|承担着?|(?:稳定|保持|维持)在$|总数达|总量达|总量|总数|存量|在库|占有率|目前(?!已|累计|正|完成|实现|投入)|集聚|聚集|汇聚|坐落|覆盖|今年(?:共)?实施|全年(?:共)?实施|分布|登记在册|建有|设有|户籍|常住|确定[^，。；]{0,8}(?:项目|任务)|规划面积|种植面积|总面积|辖|涵盖|[年月日]产[^，。；]{0,10}(?:$|能力)|(?:面积|人口|里程|存栏量?|饲养量|品牌价值|覆盖率|(?<!(?:新增|建成|完成)[^，。；]{0,8})(?:装机(?:容量|规模)?|保有量|开发量|储量|蕴藏量|余额|总资产|时数))(?:已?达到?|为|有|超过?|突破)?(?:[约近逾])?$|产能达/g
const PORTFOLIO =
  /^(?:的)?(?:(?:共)?\d+(?:余|多)?(?:个|项|处|条))?(?:[^，。；、]{0,6}、){0,3}[^，。；、]{0,14}(?:项目|片区|工程|园区|集群)(?:的)?(?:建设)?(?=[，。；、]|和|$)/
/** A rate told as it stands: 网办率达|98.6%, and 截至…. */
const STANDING_RATE = /(?:已?达到?了?|为|超过?|突破|保持在?|稳定在?|维持在?|接近|近|约)+$/
/** What a project installs or builds, told as its plan: 新建生产线20条. */
const PROJECT_BUILDS =
  /(?:新建|新上|购置|建设|配套|安装|布局|设置|设有|可|年产|改造|设计|建筑面积|建筑总面积|全长|全线|库容|工期|床位|新增|购进|铺设|日处理|年处理|年加工|日产|容积)[^，。；]*$/
/** Words of the bound of a figure, no result of their own. */
const BOUND_END = /(?:超过|突破|超)$/
/** A counted thing named without any verb: 安置点|5个. */
const BARE_NOUN =
  /^(?!实施|推进|完成|新|建|引|签|开|投|培|改|组|举|发|办|推|出|争|落|获|成|招|对|解|清|拆|征|修|流|盘|安排|谋划)[\u4E00-\u9FFF]{4,}$/
const PUSHED = /(?:推进|推动|加快|加速|抓好|抓实|抓紧|盯紧|聚焦|围绕|实施|建设|扩大|依托|统筹)[^，。；]*$/
/** Rates that tell how far something was carried out. */
const PROCESS_RATE = /(?:开工|完成|办结|投产|签约|兑现|到位|竣工|落地|注册|开复工|达效|复工|复产|履约|完工)率/
/** A stock told with 达 or 为: 规上企业达158户. */
const STANDING_COUNT = /(?:企业|主体|户|人口|总量|总数|里程|党员|会员|园区|基地)(?:总数|数量)?(?:达到?|为|已达)$/
/** A portfolio whose progress is told: 84个|重点项目完成投资. */
const FOLLOWED =
  /^(?:[\u4E00-\u9FFF、]{0,22})(?:项目|片区|工程)(?:(?:总投资|累计)?(?:，?完成|，?累计完成)|中?，?已(?:开复工|开工|复工|竣工|建成|投产)(?=\d)|[\u4E00-\u9FFF]{1,4}率)/
/** The projects of the year: 今年实施重点项目120个. */
const YEAR_LIST =
  /(?:计划|共|共计|谋划|安排)?(?:实施|推进|安排)(?:了)?[^，。；]{0,8}(?:重点|重大|[省市县区]级|以上)[^，。；]{0,8}(?:项目|工程)$/
/** What is told of counted things behind them: 22家|企业入选名单. */
const DONE_BEHIND =
  /封顶|交付|投用|通车|完工|签订|实现|完成|达成|签约|开工|投产(?!线)|竣工|建成|入选|获批|获评|认定|获得|通过|复工|落地|上市/
/** A list drawn up for the year: 安排重点项目108个. */
const LISTED = /(?:安排|列入|确定(?:了)?|梳理|生成)[^，。；]{0,10}(?:项目|工程|事项)$/
/** The size of the projects listed, no bound of their number. */
const SIZE = /[\d.]+(?:千|百)?[亿万]元(?:及)?以上/g
/** Projects of the year announced with what they cost: 计划实施工业项目64个，总投资…. */
const COSTED_LIST =
  /(?:计划|共|共计|谋划|安排|铺排)(?:实施|推进|安排)?(?:了)?(?![^，。；]{0,12}(?:签约|开工|竣工|投产|引进|落地|洽谈|签订))[^，。；新]{0,12}(?:项目|工程)$/
const OPEN_EVENT = /(?:集中)?(?:开工|签约|竣工|投产)/

/** What the status of a figure is read from; offsets are cut out by the caller. */
export interface StatusContext {
  /** The sentence (semicolon parts included) from its beginning up to the figure. */
  readonly before: string
  /** Where in `before` the semicolon part of the figure begins. */
  readonly partAt: number
  /** The clause from its beginning up to the figure. */
  readonly clause: string
  /** The rest of the clause behind the figure. */
  readonly after: string
  /** The paragraph before the sentence announced goals (目标是…) and no result has been told since. */
  readonly goalsAnnounced: boolean
  /** The figure stands inside a pledge of an organisation. */
  readonly pledged: boolean
  /** The figure belongs to the description of a named project. */
  readonly ofProject: boolean
  /** An enterprise speaks: what it plans is a plan, not a goal of a unit. */
  readonly byEnterprise: boolean
  /** Period that governs the figure: over before the dispatch, still open, or unsaid. */
  readonly time: 'past' | 'open' | 'unsaid'
  /** Status of the figure before it in the sentence. */
  readonly previous: TargetStatus | null
  /** Period said in the figure's own clause as a month, quarter or year, not a day. */
  readonly ownTime: 'past' | 'open' | 'unsaid'
  readonly counted: boolean
  readonly isRate: boolean
  /** A share of a whole region (全县四成的税收). */
  readonly isShare: boolean
  readonly isMove: boolean
  readonly isRank: boolean
  /** The figure is of a year, said in its sentence, most of which still lies ahead. */
  readonly yearAhead: boolean
  /** The figure is of a year after the one the dispatch was written in. */
  readonly yearBeyond: boolean
}

/** 将 that only moves an object forward (将90个事项整合为一件事) announces nothing. */
const MOVED_OBJECT =
  /^将[^，。；]{1,30}?(?:整合|集成|归并|压缩|压减|精简|纳入|列入|列为|作为|转化|细化|分解|划分|扩大|延伸|下放|融入|打造|建设|建成|调整|改造|提升|集中|统一|确定|定|变|转|摆|放|贯穿|统筹)(?:为|成|到|至|在|进|于|入)/

/** Place of the last word that announces a goal before a figure; -1 where there is none. */
function lastGoal(before: string, after: string, time: StatusContext['time'] = 'unsaid'): number {
  const text = before + after
  let last = -1
  for (const match of before.matchAll(GOAL)) {
    if (match[0].startsWith('到20') && time === 'past') continue
    if (match[0] === '将' && MOVED_OBJECT.test(text.slice(match.index, match.index + 48))) continue
    last = match.index
  }
  return last
}

const lastIndex = (text: string, pattern: RegExp): number => {
  let last = -1
  for (const match of text.matchAll(pattern)) last = match.index
  return last
}

const ANNOUNCES =
  /目标(?:任务)?(?:是|为|：|定为|显示)|预期目标|主要目标|工作目标|前景|(?<!完成)年度任务(?=[：是为])|总体要求|工作安排|今年(?:要)?(?:重点|着重|突出)(?:抓|做)|重点抓好|主要任务|新的一年|下一步|(?:会议|大会|全会|报告|方案|规划)(?:明确|确定|提出|指出|要求|强调|部署)[，：]?[^，。]{0,6}(?:今年(?!以来|上半年|前|一季度|第)|明年|到年底|全年|下半年|未来|今后)|(?:明确|确定|提出|定下)了?[，：]?(?:今年|明年|到20\d\d年|全年)(?!以来|上半年|前|一季度|第)|^\s*(?:[一二三四五六七八九十]要|[一二三四五六七八九十]是要|要(?!素|闻|点))[^，。；\d]{2,30}。?$/

/** Where a sentence announces goals for what follows; -1 where it does not. */
export const announcesGoals = (sentence: string): number => sentence.search(ANNOUNCES)

/** Whether a sentence tells results, so that goals announced before it no longer govern. */
export function tellsResults(sentence: string): boolean {
  return /同比|截至|目前|已|去年|累计|过去一年|成功|荣获|了(?!解)/.test(sentence) && lastGoal(sentence, '') < 0
}

function stockOrResult(context: StatusContext): TargetStatus {
  const { clause, after, before } = context
  if (context.isMove || context.isRank) return 'achieved'
  if (context.counted && FOLLOWED.test(after)) return 'existing'
  if (
    context.counted &&
    /^[^，。；]{0,10}(?:参加|亮相|参评|参赛|参展|集中开工|集中签约|集中竣工|签约|开工|落户)/.test(after)
  )
    return 'achieved'
  if (
    context.counted &&
    (clause.length <= 6 || BARE_NOUN.test(clause)) &&
    DONE_BEHIND.test(after) &&
    lastIndex(clause, STOCK) < 0
  )
    return 'achieved'
  if (context.ofProject && /^[^，。；]{0,8}(?:将于|将在|即将|预计|计划)/.test(after)) return 'planned'
  if (
    context.ofProject &&
    context.time !== 'past' &&
    PROJECT_BUILDS.test(clause) &&
    !/已|了(?!解)|完成|投用|封顶|目前/.test(clause + after)
  )
    return 'planned'
  const stockAt = lastIndex(clause, STOCK)
  const doneAt = lastIndex(clause.replace(BOUND_END, ''), DONE)
  if (/观摩|签约|开工|了$/.test(clause.slice(-8))) return 'achieved'
  if (
    stockAt >= 0 &&
    stockAt >= doneAt - 6 &&
    (context.time !== 'past' || /现有|拥有|在建|储备|入驻|安排|谋划/.test(clause) || /截至|截止/.test(before))
  ) {
    return 'existing'
  }
  if (context.isShare && context.time !== 'past') return 'existing'
  if (context.isRate && (context.time !== 'past' || /截至|截止/.test(before))) {
    const shares = /(?<!事项)占(?!有率|地)[^，。；]*$/.test(clause)
    if (shares && context.previous) return context.previous
    const stands = clause
      .replace(STANDING_RATE, '')
      .replace(/[\u4E00-\u9FFF]{2,6}率$/, '')
      .replace(/截至|截止/, '')
    if (lastIndex(stands, DONE) < 0 && !PROCESS_RATE.test(clause)) return 'existing'
  }
  if (
    context.counted &&
    /新增|新培育|新认定|新引进|培育/.test(before) &&
    /(?:累计|总数|总量)(?:已)?(?:达到?|为|突破|超过?)?$/.test(clause)
  )
    return 'existing'
  if (context.counted && YEAR_LIST.test(clause) && context.time !== 'past') return 'existing'
  if (context.counted && /截至目前|目前[，,]/.test(before) && /入选|获评|获批|认定/.test(clause) && !/新/.test(clause))
    return 'existing'
  if (context.counted && /(?:承担|负责|牵头)[^，。；]*等$/.test(clause) && context.time !== 'past') return 'existing'
  if (context.counted && STANDING_COUNT.test(clause)) return 'existing'
  if (doneAt >= 0) return 'achieved'
  if (context.counted && /[^没所具带富占拥享](?:共|已)?有$/.test(clause)) return 'existing'
  if (
    context.counted &&
    context.time !== 'past' &&
    before.endsWith(`；${clause}`) &&
    BARE_NOUN.test(clause) &&
    !/^[^，。；]{0,12}(?:签约|开工|竣工|投产|引进|落地)/.test(before)
  )
    return 'existing'
  const sentenceStock = lastIndex(before, STOCK)
  const sentenceDone = lastIndex(before, DONE)
  if (sentenceStock >= 0 && sentenceStock >= sentenceDone - 4 && context.time !== 'past') return 'existing'
  if (sentenceDone >= 0 || context.time === 'past') return 'achieved'
  if (context.isRate) return 'existing'
  return /^[^，。；]{0,2}$/.test(clause) && context.counted ? 'existing' : 'achieved'
}

/** Place of the last word of a plan; those of an effect (建成后) govern later semicolon parts too. */
function lastPlan(before: string, partAt: number): number {
  let last = -1
  for (const { 0: word, index } of before.matchAll(PLANNED))
    if (index >= partAt || /后$|届时|达产|全部建成/.test(word)) last = index
  return last
}

/** What tells that something was done, in a sentence of a year still ahead. */
const TOLD_DONE = /同比|已|累计|(?<![为])了(?!解)|截至|目前|去年|上年|以来|荣获|入选|获评|为止/
/** A bound that only a goal sets before its year is over. */
const BOUND_AHEAD = /(?:不低于|不少于|不高于|不超过|至少|以上|左右|以内|以下)/

/** A growth or a bounded figure of a year that lies ahead, nothing told as done: 今年生产总值增长6%左右. */
function isMeant({ before, after, isMove }: StatusContext): boolean {
  if (TOLD_DONE.test(before) || TOLD_DONE.test(after.slice(0, 12))) return false
  return isMove || BOUND_AHEAD.test(before.slice(-8)) || BOUND_AHEAD.test(after.slice(0, 4))
}

/**
 * Status of a figure. Goals govern the rest of their sentence unless a result is told in between; a portfolio that is
 * being pushed (加快…90个项目建设) is a stock; an event of a period still open is a plan.
 */
export function readStatus(context: StatusContext): TargetStatus {
  const { before, clause, after, time, ownTime } = context
  const goalAt = lastGoal(before, after, time)
  const plannedAt = lastPlan(before, context.partAt)
  if (
    context.counted &&
    time === 'open' &&
    !context.goalsAnnounced &&
    (YEAR_LIST.test(clause) || (COSTED_LIST.test(clause) && /^[^，。；]{0,4}，(?:计划)?总投资/.test(after))) &&
    !/力争|确保|(?<!计划)将|新/.test(before)
  )
    return 'existing'
  const reset =
    goalAt >= 0 &&
    /(?:截至|目前|已(?!经?建成)|去年|(?<!到20\d\d年[^。；]*)累计(?!下降|降低|减少)|同比)/.test(before.slice(goalAt))
  const pushed = PUSHED.test(clause) && PORTFOLIO.test(after)
  const weak = goalAt >= 0 && before.startsWith('将', goalAt)
  if (plannedAt >= 0 && weak && /预计|届时|(?:投产|建成|达产)后/.test(before)) return 'planned'
  if (
    plannedAt > goalAt &&
    !(time === 'past' && before.startsWith('预计', plannedAt)) &&
    !/(?:目前|已|累计)[^，。]{0,8}$/.test(before) &&
    !/目前|截至|现已/.test(before.slice(plannedAt))
  )
    return 'planned'
  const goal = (goalAt >= 0 && !reset) || context.pledged
  if (goal) {
    if (context.counted && /^[^，。；]{0,3}在建/.test(after)) return 'existing'
    if (context.ofProject && plannedAt >= 0 && !/^(?:力争|确保)/.test(before.slice(Math.max(0, goalAt))))
      return 'planned'
    if (pushed && !/新|完成|力争|确保/.test(clause)) return 'existing'
    if (context.counted && FOLLOWED.test(after)) return 'existing'
    if (
      context.counted &&
      LISTED.test(clause) &&
      !/新|力争|确保|以上/.test(clause.replace(SIZE, '') + after.slice(0, 2))
    )
      return 'existing'
    if (
      context.byEnterprise &&
      /计划|预计|拟|将[^，。；]{0,8}(?:追加|投资|投入|再建|新建|新上|扩建|上马|购置)/.test(before) &&
      !/力争|确保/.test(before)
    )
      return 'planned'
    return 'target'
  }
  if (pushed && !/新增|新开工|新签约|完成|已/.test(clause) && time !== 'past') return 'existing'
  if (context.goalsAnnounced && time !== 'past') {
    return context.counted && LISTED.test(clause) && !/新|力争|确保/.test(clause) ? 'existing' : 'target'
  }
  if ((context.yearBeyond && !TOLD_DONE.test(clause)) || (context.yearAhead && isMeant(context)))
    return context.ofProject ? 'planned' : 'target'
  const told = /已|了(?!解)|完成|此次|仪式|现场|活动|累计/.test(clause + after)
  if (ownTime === 'open' && OPEN_EVENT.test(clause) && !told && context.counted) {
    return /年内|全年|年底|今年/.test(clause) ? 'target' : 'planned'
  }
  return stockOrResult(context)
}
