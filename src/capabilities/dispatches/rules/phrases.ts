/** Subjects that may stand before an indicator and are no part of it. */
const SUBJECT =
  /^(?:全(?:国|省|市|县|区|州|镇|乡|村|旗|盟|域)|[该我本][省市县区州镇乡村](?!场)|本地|当地|我们|他们|这家(?:企业|公司)|[该此](?:企业|公司|项目|集团|园区|中心|局)(?=[\d实完去今已建全年预])|公司|企业(?=实现|完成|将|计划|今年|去年)|集团(?=去年|今年|实现|完成|将)|各地|园区(?=实现|完成)|开发区(?=实现|完成)|项目(?=建成|投产|达产|总投资|占地|计划|预计))(?:的)?/
/** Times that may stand before an indicator. */
const TIME =
  /^(?:(?:截至|[从自到至在于])(?=[\d今去明当本上下前第一二三四年目近]))?(?:(?:19|20)\d\d年度?|[今去明当本]年(?!度)(?:以来)?|年内|全年|上半年|下半年|前三季度|第?[一二三四]季度|年底前?|年末|近年来|目前|当前|日前|近日)?(?:\d{1,2}(?:[—–\-~至到]\d{1,2})?月份?(?:\d{1,2}日)?)?(?:底|末)?(?:前|以来|上午|下午|晚)?(?:开始|起)?/
/** Words of manner and connection that may stand before an indicator. */
const LEAD =
  /^(?:但是?|不过|然而|届时|并且?|而且|且|同时|其中|此外|另外|以来|以及|及其|及|和(?!谐)|与|使得?(?!用)|令|让|仅?用了?[一二两三四五六七八九十半\d]+(?:天|个月|年|小时)(?:时间)?|仅(?=[\u4E00-\u9FFF])|将(?!军)|把(?!手)|由|从(?!业)|在(?!建|校|册|库|岗|职|线|手|营|外|谈)|于|对(?!接|外|口|标|比|上)|为(?!民|企)|以(?!工|旧|上|下|内)|按(?!揭)|还|再(?!生|制)|又|也|都|已经?|就(?!业|医|餐|读|近|地)|共计?(?!享|建|有)|合计|总计|累计|已累计|预计|预期|明确(?=[\u4E00-\u9FFFA-Z]{2})|力促|力争|确保|争取|努力|全力|奋力|持续|不断|进一步|加快|加速|扎实|深入|大力|着力|积极|稳步|有序|全面(?!小康)|统筹|切实|有效(?!发明|期|灌溉)|成功|顺利|先后|分别|平均(?!工资|水平|办理|审批|每|用时|时限)|首次|首批|此次|这次|本次|陆续|集中(?!开工|签约|供|竣工)|可以|可(?!再生|支配|用|办|持续|比)|能够|能(?!源|耗|力|效|繁|级)|有望|要(?!素|闻|件)|需(?!求)|应(?!用|急|收)|拟|计划(?!投资|总投资)|规划(?!面积|建设用地|用地|总)|目标[是为：]|主要(?!经济|指标|污染|业务|农作物|产品|农产品)|重点(?!项目|工程|企业|产业|任务|领域|工作|交通|民生|民营|建设|园区|实验室|高校|群体)|[一二三四五六七八九]是|首先|其次|最后|建成后|投产后|达产后|项目建成后|全部建成后|达产达效后|建成投产后|项目达产后|项目投产后|全部投产后|两年|三年|左右|以上(?=的|[，、])|以内|家(?!庭|居|电|具)|的|地(?!区|方|铁|产|块|市|级)|得|了|是|，|、|：|；|。|“|”|‘|’|（|）|\(|\)|—|-|\s|[①-⑳]|\d+[.、]|各级|每[年月天]|按可比价格?计算|按现价计算|初步核算|据统计|经初步核算)/
/** Verbs whose object is the indicator itself. */
const CARRIER =
  /^(?:实现|完成|达到|实施|推进|推动|拥有|保持|确定|安排|谋划|储备(?!粮)|列入|形成|创造|聚集|集聚|聚|贡献|取得|获得|争取|占有|占(?!比|地|用)|抓好|抓实|做好|打造|建立|组织|开展|具有|具备|提供|办理(?!环节|时限|时间|流程|周期)|承接|梳理|兑现|发放|落实|降低|提升|提高|带动(?!就业)|拉动|促进|吸引|增强|扩大|壮大|做大|做强|发展(?!空间|速度|质量|水平|资金|增速|基金)|支持|帮助|服务(?!业|企业|事项|贸易|满意|群众|对象|设施)|惠及|覆盖(?!率|面)|现有|共有|已有|有(?!机|色|线|效)|达|至|到(?!位|账|期|访)|呈现|迎来|投入(?!资金|强度|产出|占)|贡献了|聚集了)(?!率|额|值|量|数|度|力|面积|能力)/
/** Verbs of addition that belong to the indicator (新增规上企业数). */
const ADDITION =
  /^(?:新增|新建|新改建|新改扩建|改扩建|扩建|改造|新培育|培育|新引进|引进|招引|新招引|引育|新签约|现场签约|签约|新开工|集中开工|集中签约|集中竣工|开工|投产|竣工|落地|入库|入选|获批|认定|新认定|创建|评定|建成|新建成|建设|立项|开通|培训|转移|盘活|清理|化解|出让|供应|收储|腾退|拆除|整治|修复|回收|流转|种植|养殖|栽植|造林|完工|升规|上规|挂牌|上市|备案|转化|受理|办结|整合|减少|带动就业|现场观摩|观摩)/
/** What may stand between an indicator and its figure. */
const TRAIL =
  /(?:分别|各(?!自)|共计?|合计|累计|总计|已经?|(?<![人平日年户亩地月])均|都(?<!首都|成都)|(?<![签合节制契公条预])约|大约|近(?<!临近|附近)|仅|只|(?<!成)就|也|将|(?<!许|认|宁)可|(?<!产|性|节|智|动|功|效|势|职|氢|储|核|热|风|技|赋|不|电|机|潜)能|有望|预计|(?<!主|需|重)要|可望|稳定|保持|维持|控制|同比|环比|同口径|逆势|同期|比上年|比去年|较上年|较去年|比上年同期|比去年同期|较上年同期|较去年同期|(?:比|较)[\u4E00-\u9FFF\d]{2,8}|按可比价格?计算|按可比口径|(?<!干|洁|纯)净|年均|平均|首次|首度|重回|重返|(?:实现)?翻[一两]?番|(?<=[\u4E00-\u9FFF]{2})[三四五]年|(?:19|20)\d\d年(?:底|末)?|[“]?十[一二三四五六]五[”]?(?:期?末|期间|时期)?|连续[\d一二三四五六七八九十]+[年季月]|的|了|为(?<!行为|作为)|是|在(?<!存在|潜在)|(?<![由属关终])于|到(?<!得到)|至|(?<![理自来缘])由|从|达到?(?<!发达)|突破|超过|超|(?<![通经超])过|实现|完成|达成|只有|高达|多达|不低于|不少于|不超过|全面|大幅|进一步|持续|快速|稳步|逐年|(?<![提最尽])早|力争|确保|争取|目标|名义|再|，|、|：|；|（|）|—|\s|“|”)$/

function stripLead(text: string): string {
  let current = text
  for (let round = 0; round < 30; round += 1) {
    let next = current
    for (const pattern of [TIME, SUBJECT, LEAD, CARRIER]) {
      const match = pattern.exec(next)
      if (match && match[0].length > 0 && match[0].length < next.length) next = next.slice(match[0].length)
    }
    if (next === current) break
    current = next
  }
  return TIME.exec(current)?.[0] === current ? '' : current
}

/** Removes words that stand between an indicator and its verb or figure. */
export function stripTrail(text: string): string {
  let current = text
  for (let round = 0; round < 30; round += 1) {
    const match = TRAIL.exec(current)
    if (!match) break
    current = current.slice(0, -match[0].length)
  }
  return current
}

/** 甲、乙等项目: the members say less than what they are members of. */
const collapseList = (text: string): string => {
  const match =
    /^([\u4E00-\u9FFF]{0,4}?(?:新增|投产|开工|签约|引进|建成|竣工)?)[^，。；]*、[^，。；]*等(?:一批)?([\u4E00-\u9FFF]{2,12})$/.exec(
      text,
    )
  const verb = match ? (/^(?:年内|全年|今年)?(新增|投产|开工|签约|引进|建成|竣工)/.exec(text)?.[1] ?? '') : ''
  return match?.[2] ? `${verb}${match[2]}` : text
}

/**
 * The noun of an indicator out of the words before its verb or figure: subjects, times, connections and carrying verbs
 * are taken off at the left, adverbs at the right; a verb of addition stays (新增规上企业).
 */
export function trimIndicator(text: string): string {
  const last =
    text
      .split(/[，；：。！？\n]|——/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? ''
  const bounded = last.length > 60 ? last.slice(-60) : last
  const owned = bounded.replace(/^.{3,40}?项目(?=(?:日|月|年)(?:产|处理|加工)|总?建筑面积)/, '')
  const carried = owned.replace(
    /^[^，。；]{2,20}?(?:园|园区|[省市县区镇乡]|街道|公司|集团|开发区|厂|社|局)(?:共|累计|已|全年)?(?:完成|实现)(?=[\u4E00-\u9FFF]{2,})(?!率|度)/,
    '',
  )
  const said = carried.replace(
    /^[^，。；]{2,20}?(?:园|园区|[省市县区旗镇乡]|街道|公司|集团|开发区|局|委|办|中心|部门|管委会)(?:还|也|今年|全年|年内)?(?:将|计划|拟|力争|确保|承诺)(?=[\u4E00-\u9FFF]{2,})(?!将来|计划投资|计划总)/,
    '',
  )
  const trimmed = cleanName(stripLead(collapseList(stripTrail(said))))
  const yearly = trimmed.replace(/^年可(?:实现)?(?=[\u4E00-\u9FFF]{2})/, '年')
  return yearly.length > 30 ? yearly.slice(-30) : yearly
}

/** A name without quotation marks, brackets with remarks, and spaces at its ends. */
export function cleanName(text: string): string {
  return text
    .replace(/[“”‘’"「」]/g, '')
    .replace(/（[^（）]{0,20}）/g, '')
    .replace(/^[\s、，的和及]+|[\s、，的]+$/g, '')
}

/** The verb of addition that words begin with, once subjects and times are off; null where there is none. */
export function additionVerb(text: string): string | null {
  return ADDITION.exec(stripLead(stripTrail(text)))?.[0] ?? null
}

/** The verb of addition that words end with (集中签约|12个项目); null where there is none. */
export function closingVerb(text: string): string | null {
  const bare = stripTrail(text.replace(/(?:等|了)$/, ''))
  for (let size = Math.min(5, bare.length); size >= 2; size -= 1) {
    const tail = bare.slice(-size)
    const match = ADDITION.exec(tail)
    if (match && match[0].length === size) return tail
  }
  return null
}

const HEADS =
  '项目|企业|工程|园区|片区|集群|产业园|基地|中心|平台|事项|楼宇|厂房|车间|工厂|机构|学校|医院|公司|单位|村庄|社区|小区|公园|站点|示范区|示范村|示范点|试点|景区|合作社|农场|人才|岗位|人员|党员|干部|学生|群众|就业|专利|成果|证照|证明|材料|环节|手续|清单|线索|订单|协议|意向|合同|资金|贷款|投资额|投资|税收收入|税收|收入|面积|外资|土地|用地|空间|农田|林地|水库|道路|管网|公路|桥梁|学位|床位|住房|房屋|车辆|充电桩|停车位|设备|生产线|产品|商标|品牌|标准|市场主体|经营主体|个体工商户|专家|团队|客商|商会|协会|问题|诉求|案件|隐患|产业|产能|能力|产值|电量|公司|大户|纳税人|指标|国家和地区|地区|进出口额|出口额|生产总值|销售额'
const HEAD_END = new RegExp(`^.*(?:${HEADS})`)
const STOP_VERB = new RegExp(
  `(?:达成|实现|完成|签约(?!项目|企业)|开工(?!项目)|投产(?!项目)|落地(?!项目)|建成(?!区)|入选|获批|入围|通过|上榜|集中|正式|相继|陆续|先后|顺利|全部|上档|升级|改造(?!项目|工程)|正在|已|被|进行|开展|提供|带动|参加|参与|建设(?!项目|用地|工程)|推进|加快|投入|进入|列入|纳入|获得|获评|竣工(?!项目)|复工|试生产|稳步|有序|位居|位列|增收|的|为|在(?!建)|并|且|还|，|。|；|、|：|！|？|“|（|\\d)`,
)

/** Levels of government told one after another before a noun: 省、市、县层面|重大项目. */
const LEVELS =
  /^(?:(?:中央|国家|自治区|省|市|州|县|区|乡|镇|村)级?[、和])+(?:自治区|[\u4E00-\u9FFF]{0,3}[省市州县区]|乡|镇|村)(?:级|层面|三级|两级)?(?:统筹推进|统筹)?的?(?=[\u4E00-\u9FFF])/

/**
 * The counted noun right after a figure and its unit (6个|产业项目签订合同): up to the first verb, and there up to
 * its last head noun. Empty where no noun follows.
 */
export function countedNoun(text: string): string {
  const bare = text.replace(/^(?:级?的|以上的?|左右的?|多个?|级)/, '').replace(LEVELS, '')
  const upto = (bare.split(/[，。；：！？\n]/)[0] ?? '').slice(0, 40)
  const quoted = /^[“‘]([^“”‘’]{1,16})[”’]/.exec(upto)
  const from = quoted?.[0].length ?? 0
  const stop = STOP_VERB.exec(upto.slice(from))
  const stopAt = stop ? stop.index + from : upto.length
  const reach = upto.slice(0, Math.min(stopAt, 24))
  const head = HEAD_END.exec(reach)?.[0]
  if (head === undefined && /^[\u4E00-\u9FFF]{2,8}的[\u4E00-\u9FFF]{2}/.test(upto) && reach.length <= 8) {
    const inner = /^[\u4E00-\u9FFF]{2,8}?的([\u4E00-\u9FFF]{2,12})/.exec(upto)?.[1] ?? ''
    const innerHead = HEAD_END.exec(inner)?.[0]
    if (innerHead) return cleanName(innerHead)
  }
  return cleanName(head ?? reach.slice(0, 16))
}
