/** Subjects that may stand before an indicator and are no part of it. */
const SUBJECT =
  /^(?:全[国省市县区州镇乡村旗盟]|[该我本][省市县区州镇乡村]|本地|当地|我们|他们|公司|企业(?=实现|完成)|各地|园区(?=实现|完成)|开发区(?=实现|完成)|项目(?=建成|投产|达产|总投资|占地|计划|预计))(?:的)?/
/** Words of time, manner and connection that may stand before an indicator. */
const LEAD =
  /^(?:并且?|而且|且|同时|其中|此外|另外|目前|截至|今年|去年|明年|全年|年内|上半年|下半年|近年来|以来|以及|及其|及|和|与|使得?|令|让|仅用?|将(?!军)|把|由|从|在|于|对|为|以|按|还|再|又|也|都|已经?|就|共计?|合计|总计|累计|已累计|预计|预期|力争|确保|争取|努力|全力|奋力|持续|不断|进一步|加快|加速|扎实|深入|大力|着力|积极|稳步|有序|全面|统筹|切实|有效|成功|顺利|先后|分别|平均|首次|陆续|集中(?!开工|签约|供)|可以?|能够?|有望|要|需|应|拟|计划(?!投资|总投资)|规划(?!面积|建设用地|用地|总)|目标[是为]?|主要|重点(?!项目|工程|企业|产业|任务|领域|工作)|一批|一是|二是|三是|四是|五是|六是|七是|八是|首先|其次|最后|建成后|投产后|达产后|项目建成后|全部建成后|达产达效后|建成投产后|项目达产后|项目投产后|全部投产后|年底前|左右|以上|以内|个|家|的|地|得|了|是|，|、|：|；|。|“|”|‘|’|（|）|\(|\)|—|-|\s|[①-⑳]|\d+[.、]|各级|每[年月天])/
/** Verbs whose object is the indicator itself. */
const CARRIER =
  /^(?:实现|完成|达到|实施|推进|推动|拥有|保持|确定|安排|谋划|储备|列入|形成|创造|聚集|集聚|聚|贡献|取得|获得|争取|占有|占|抓好|抓实|做好|打造|建立|组织|开展|具有|具备|提供|办理|受理|承接|整合|梳理|兑现|发放|落实|减少|增加|降低|提升|提高|带动|拉动|促进|吸引|吸纳|解决|增强|扩大|壮大|做大|做强|发展|培养|支持|帮助|服务|惠及|覆盖|现有|共有|已有|有|达|至|到|呈现|迎来|投入|年(?=产|销|税|上缴|营|处理|加工|吞吐)(?!产值|产量|销售|税收))(?!率|额|值|量|数|度|力|面积|能力)/
/** Verbs of addition that belong to the indicator (新增规上企业数). */
const ADDITION =
  /^(?:新增|新建|新改建|新改扩建|改扩建|扩建|改造|新培育|培育|新引进|引进|招引|新招引|引育|新签约|签约|新开工|开工|集中开工|集中签约|集中竣工|投产|竣工|落地|入库|入选|获批|认定|新认定|创建|评定|建成|新建成|建设|立项|开通|培训|转移|盘活|清理|化解|出让|供应|收储|腾退|拆除|整治|修复|回收|流转|种植|养殖|栽植|造林|完工|升规|上规|挂牌|上市|备案|转化|受理|办结)/
/** What may stand between an indicator and its figure. */
const TRAIL =
  /(?:分别|各|共计?|合计|累计|总计|已经?|均|都|约|大约|近|仅|只|就|也|将|可|能|有望|预计|要|可望|稳定|保持|维持|控制|同比|环比|同期|比上年|比去年|较上年|较去年|比上年同期|比去年同期|较上年同期|较去年同期|按可比价格?计算|按可比口径|净|年均|平均|的|了|为|是|在|于|到|至|由|从|达到?|突破|超过|超|过|实现|完成|达成|只有|高达|多达|不低于|不少于|不超过|全面|大幅|进一步|持续|快速|稳步|逐年|早|力争|确保|争取|目标|名义|实际增长(?=$)|一|再|，|、|：|；|（|）|—|\s|“|”)$/

const stripOnce = (text: string, patterns: readonly RegExp[]): string => {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match && match[0].length > 0 && match[0].length < text.length) return text.slice(match[0].length)
  }
  return text
}

function stripLead(text: string, carriers: boolean): string {
  let current = text
  for (let round = 0; round < 24; round += 1) {
    const next = stripOnce(current, carriers ? [SUBJECT, LEAD, CARRIER] : [SUBJECT, LEAD])
    if (next === current) break
    current = next
  }
  return current
}

/** Removes words that stand between an indicator and its verb or figure. */
export function stripTrail(text: string): string {
  let current = text
  for (let round = 0; round < 24; round += 1) {
    const match = TRAIL.exec(current)
    if (!match) break
    current = current.slice(0, -match[0].length)
  }
  return current
}

/**
 * The noun of an indicator out of the words before its verb or figure: subjects, times, connections and carrying verbs
 * are taken off at the left, adverbs at the right; a verb of addition stays (新增规上企业).
 */
export function trimIndicator(text: string): string {
  const last =
    text
      .split(/[，；：。！？]|——/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? ''
  return cleanName(stripLead(stripTrail(last), true))
}

/** A name without quotation marks, brackets with remarks, and spaces at its ends. */
export function cleanName(text: string): string {
  return text
    .replace(/[“”‘’"「」]/g, '')
    .replace(/（[^（）]{0,20}）/g, '')
    .replace(/^[\s、，的和及]+|[\s、，的]+$/g, '')
}

/** Whether the words begin with a verb of addition, and which. */
export function additionVerb(text: string): string | null {
  const stripped = stripLead(text, true)
  return ADDITION.exec(stripped)?.[0] ?? null
}

const HEADS =
  '项目|企业|工程|园区|片区|集群|产业园|基地|中心|平台|事项|楼宇|厂房|车间|工厂|机构|学校|医院|公司|单位|村庄|社区|小区|公园|站点|示范区|示范村|示范点|试点|景区|合作社|家庭农场|人才|岗位|人员|党员|干部|学生|群众|就业|专利|成果|证照|证明|材料|环节|手续|清单|线索|订单|协议|意向|合同|资金|贷款|投资额?|税收收入|税收|收入|面积|外资|土地|用地|空间|农田|林地|水库|道路|管网|公路|桥梁|学位|床位|住房|房屋|车辆|充电桩|停车位|设备|生产线|产品|商标|品牌|标准|市场主体|经营主体|个体工商户|专家|团队|客商|商会|协会|问题|诉求|案件|隐患|高地|名单|区域|产业|事|书记|产能|能力|产值|电量'
const HEAD = new RegExp(`^(.{0,24}?(?:${HEADS}))`)
const STOP_VERB =
  /(?:达成|实现|完成|签约|开工|投产|落地|建成|入选|获批|入围|通过|上榜|集中|正式|相继|陆续|先后|顺利|全部|上档|升级|改造|正在|已|被|进行|开展|提供|带动|参加|参与|建设|推进|加快|投入|进入|列入|纳入|获得|获评|竣工|复工|试生产|稳步|有序|的|为|在|并|且|还|，|。|；|、|：|！|？|“|（|\d)/

/**
 * The counted noun right after a figure and its unit (8个|重大项目达成签约意向): up to its head noun, or up to the first
 * verb. Empty where no noun follows.
 */
export function countedNoun(text: string): string {
  const bare = text.replace(/^(?:的|以上的?|左右的?|多个?)/, '')
  const upto = bare.split(/[，。；：！？\n]/)[0] ?? ''
  const quoted = /^[“‘]([^“”‘’]{1,16})[”’]/.exec(upto)
  const head = HEAD.exec(upto)
  const stop = STOP_VERB.exec(quoted ? upto.slice(quoted[0].length) : upto)
  const stopAt = stop ? stop.index + (quoted?.[0].length ?? 0) : upto.length
  let noun = head?.[1] ?? ''
  if (noun === '' || (stopAt < noun.length && stopAt > 1 && !/^[、的“（]/.test(upto.slice(stopAt)))) {
    noun = upto.slice(0, Math.min(stopAt, 16))
  }
  const rest = upto.slice(noun.length)
  const more = new RegExp(`^(?:${HEADS})`).exec(rest)
  if (more && head) noun += more[0]
  return cleanName(noun)
}
