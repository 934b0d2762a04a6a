import { listedProjects } from './project-lists.ts'
import { listMember, nameStart, plausibleName, properLength } from './project-names.ts'
import type { Candidate } from './project-shapes.ts'
import type { Quantity } from './quantities.ts'
import { countBefore, pieceAt, type Segmented } from './segment.ts'

const LIST_TAIL =
  /等(?!更多|各类|方面|重点领域)(?:总投资(?:约|近|达|超)?[\d.]+(?:多|余)?(?:万|亿)?元的?)?(?:一批|多个|(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:个|名|大|项)|系列|各类)?(?:[^，。；、：！？\n等]{0,14}?)(?:项目|工程)(?![一-龥]{0,4}(?:建设年|攻坚年|突破年)|(?:责任|承建|建设|实施|参建)单位)/g

const SINGLE =
  /(?:项目|工程)(?!化|为王|库|部|管理|名称|类别|组|专班|建设年|攻坚年|至上|秘书|审批|服务|谋划|储备|招引|清单|落地|用地|资金|推进|攻坚|动员|会战|观摩|擂台|评比|比拼|调度|投资|申报|数|总数|建设(?:攻坚|提速|突破|大会|的|是|为)|带|大)/g

/** Words before the money of a project. */
export const MONEY_LEAD =
  /(?<!完成|累计|实现|追加|增加|年度|年度计划|到位|固定资产|技改|工业|有效)(?:总|计划总|预计总|估算总|概算总|规划总|计划|预计|估算|概算|拟)?投资(?:额|总额)?(?:约为?|近|达到?|超过?|逾|为|共)?$/

const PREDICATE =
  /^[”’"]?(?:（[^（）]{1,12}）)?(?:(?:建设)?(?:现场|工地|施工现场|建设现场|负责人|相关负责人|总投资|占地|计划|位于|由|是|于|正式|已|预计|建成|达产|投产|开工|奠基|规划|主要|全部|一期|选址|主体|进入|正在|顺利|成功|签约|落户|效果图|车间|负责同志|施工|现已|目前|加快|竣工|总占地|备受|引人|令人|让|率先|作为|累计|正|刚|已经|成为|入选|列入|纳入|获|通过|采用|采取|属于|致力|专注|从|以|将|拟|可|每|年产|一派|塔吊|工人|机器|火热|如火如荼|有序|稳步|快速|紧张|同步|仅用|只用|总建筑|建筑面积|规模|日产|月产|就|便|实现|完成|今|去|本|以来|分|自|的|，|、|等|和|为|今年|共|内|里|建设|施工|投入|$|。|；|”)|$)/

/** Figures that stand wholly inside a stretch of text; the figures are in order. */
export function insideQuantity(quantities: readonly Quantity[], start: number, end: number): Quantity[] {
  const inside: Quantity[] = []
  for (let i = Math.max(0, countBefore(quantities, start) - 1); i < quantities.length; i += 1) {
    const quantity = quantities[i]
    if (!quantity || quantity.figureStart >= end) break
    if (quantity.figureStart >= start && quantity.unitEnd <= end) inside.push(quantity)
  }
  return inside
}

/** How far before 等项目 a list may begin. */
export const LONGEST_LIST = 400

/** “甲”“乙”等项目: names in quotation marks right before 等. */
function quotedMembers(left: string, offset: number): Candidate[] {
  const run = /(?:“[^“”，。]{3,40}”[、和]?)+$/.exec(left)
  if (!run) return []
  return [...run[0].matchAll(/“([^“”]+)”/g)].flatMap((match) => {
    const name = match[1] ?? ''
    const start = offset + run.index + match.index + 1
    if (!plausibleName(name) && !/^\d+[\u4E00-\u9FFF]/.test(name)) return []
    if (properLength(name) < 3) return []
    return [{ start, end: start + name.length, name, quoteStart: start, investment: null, area: null, strength: 2 }]
  })
}

/** Lists: 甲、乙等项目, with or without an investment before each name. */
function listCandidates(segmented: Segmented, quantities: readonly Quantity[]): Candidate[] {
  const { text } = segmented
  const found: Candidate[] = []
  for (const match of text.matchAll(LIST_TAIL)) {
    const sentence = pieceAt(segmented.sentences, match.index)
    const clause = sentence ? pieceAt(sentence.clauses, match.index) : undefined
    if (!clause) continue
    let from = Math.max(clause.start, match.index - LONGEST_LIST)
    const earlier = found.at(-1)
    if (earlier && earlier.end > from && earlier.end < match.index) from = Math.max(from, earlier.end)
    const quotedNames = quotedMembers(text.slice(from, match.index), from)
    if (quotedNames.length > 0) {
      found.push(...quotedNames)
      continue
    }
    const items = text.slice(from, match.index).split('、')
    let at = from
    const members: Candidate[] = []
    items.forEach((item, index) => {
      const { name, offset } = listMember(item, index === 0)
      const start = at + offset
      const told = insideQuantity(quantities, at, start)
      const own = told.filter(({ kind }) => kind === 'money').at(-1) ?? null
      const sited = told.filter(({ kind }) => kind === 'area').at(-1) ?? null
      if (plausibleName(name) && properLength(name) >= 2 && !name.startsWith('总投资')) {
        const first = own ?? sited
        const quoteStart = first ? Math.max(at, first.figureStart - 4) : start
        members.push({
          start,
          end: start + name.length,
          name,
          quoteStart,
          investment: own,
          area: sited,
          strength: own ? 3 : 2,
        })
      }
      at += item.length + 1
    })
    if (members.length > 1 || members.some(({ investment, name }) => investment || properLength(name) >= 3)) {
      found.push(...members)
    }
  }
  return found
}

/** 甲、乙、丙三个项目: named members right before their count. */
const COUNTED_TAIL =
  /(?<!等)(?:[两二三四五六七八九十]|[2-9]|1\d)(?:个|大|项)(?:[^，。；、：\n\d]{0,8}(?:投资)?(?:均|都)?(?:超|过|超过|达)?[\d.]*(?:亿元)?(?:以上)?的?[^，。；、：\n\d]{0,10}?)(?:项目|工程)(?!化|部|组|专班)/g

/** A name of a list without 等 must say what it is: long, proper, no verb, no figure counted. */
const LISTED_NAME = /^(?!.*(?:以及|为主|等|、|\d+(?:个|家|项)))[\u4E00-\u9FFFA-Za-z0-9“”（）·.+-]{4,28}$/

function countedLists(segmented: Segmented): Candidate[] {
  const { text } = segmented
  return [...text.matchAll(COUNTED_TAIL)].flatMap((match) => {
    const sentence = pieceAt(segmented.sentences, match.index)
    const clause = sentence ? pieceAt(sentence.clauses, match.index) : undefined
    if (!clause) return []
    const from = Math.max(clause.start, match.index - LONGEST_LIST)
    const items = text.slice(from, match.index).split('、')
    if (items.length < 2) return []
    let at = from
    const members: Candidate[] = []
    for (const [index, item] of items.entries()) {
      const { name, offset } = listMember(item, index === 0)
      const start = at + offset
      at += item.length + 1
      if (!LISTED_NAME.test(name) || !plausibleName(name) || properLength(name) < 4) continue
      members.push({
        start,
        end: start + name.length,
        name,
        quoteStart: start,
        investment: null,
        area: null,
        strength: 2,
      })
    }
    return members.length === items.length ? members : []
  })
}

/** Names told one by one behind their count: 开工项目有5个，分别是甲、乙和丙. */
const TOLD_APART =
  /(?:项目|工程)[^，。；：\d]{0,8}\d+(?:个|项)[，：]?(?:分别是|分别为|包括|即|为)(?!总投资)([^，。；：\d]+(?:、[^，。；：]+)+)(?=[，。；])/g

function toldApart(segmented: Segmented): Candidate[] {
  return [...segmented.text.matchAll(TOLD_APART)].flatMap((match) => {
    const list = match[1] ?? ''
    let at = match.index + match[0].length - list.length
    return list.split(/(、|和|以及)/).flatMap((piece) => {
      const start = at
      at += piece.length
      const name = piece.replace(/等$/, '')
      if (name.length < 4 || !plausibleName(name) || properLength(name) < 2) return []
      return [{ start, end: start + name.length, name, quoteStart: start, investment: null, area: null, strength: 2 }]
    })
  })
}

/** 总投资5亿元的某某项目, and 某某产业园 named with its investment. */
function investedCandidates(segmented: Segmented, quantities: readonly Quantity[]): Candidate[] {
  const { text } = segmented
  const found: Candidate[] = []
  for (const quantity of quantities) {
    if (quantity.kind !== 'money') continue
    const lead = text.slice(Math.max(0, quantity.start - 8), quantity.start)
    if (!MONEY_LEAD.test(lead)) continue
    const rest = text.slice(quantity.end, quantity.end + 48)
    const link =
      /^(?:，?占地(?:面积)?(?:约)?[\d.]+(?:余|多)?(?:亩|平方米|公顷))?(?:的|，?(?:在[^，。；]{2,16}?)?(?:开发|建成|建起|兴建|投建|新上|新建|建设|实施|打造|投资建设)(?:的|了)?)/.exec(
        rest,
      )
    if (!link) continue
    if (
      !link[0].endsWith('的') &&
      /(?:项目|工程|园|基地|中心|该(?![镇乡县市区司公厂企集州村]))[^，。；]{0,4}投资[^，。；]{0,3}$/.test(lead)
    )
      continue
    const body = /^[^，。；！？\n]{3,40}?(?=[，。；、！？\n]|等|$)/.exec(rest.slice(link[0].length))?.[0] ?? ''
    const whole = /^((?:(?!项目|工程|完成|主体)[^、，。；（）]){2,38}(?:项目|工程))$/.exec(body)
    const head =
      whole ??
      /^(.+?(?:项目|工程|(?:产业|科技|物流|加工|工业|创业|创新|生态|农业|文化|智造|制造|电商|食品|材料|冷链|循环经济)园|生产线|产线|基地|中心|园区|电站|风电场|综合体|小镇|驿站|服务区|营地|度假区|水厂|电厂|处理厂|加工厂|冷库|批发市场|农贸市场|物流港|码头|公园|体育馆|养老院|福利院))(?:建设|等|正式|已|顺利|开工|签约|奠基|[，。；、（”\d]|$|[一-龥])/.exec(
        body,
      )
    const told = link[0].endsWith('的')
      ? (/^([^、，。；等]{4,24}?)(?=[，。；]|、(?:总|计划)?投资|正|已|现|进入|开始|将|是|位于|目前|即将|顺利|成功|主体|封顶|落户|开工|竣工|投产|施工)/.exec(
          rest.slice(link[0].length),
        )?.[1] ?? '')
      : (/^([^、，。；等\d]{5,23}?(?:枢纽|[园城港馆]|基地|中心|广场|市场|度假区|景区))(?=[，。；])/.exec(
          rest.slice(link[0].length),
        )?.[1] ?? '')
    const named = head?.[1] ?? (properLength(told) >= (link[0].endsWith('的') ? 4 : 6) ? told : '')
    const name = named.replace(/^[“‘]/, '').replace(/[”’]/g, '')
    if (name === '' || !plausibleName(name) || /^\d+(?:个|项)|等\d*个|[（）]/.test(body)) continue
    const byFirm = /(?:公司|集团|企业)(?:拟|将|计划|预计)?(?:总)?投资[^，。；]{0,3}$/.test(
      text.slice(Math.max(0, quantity.start - 14), quantity.start),
    )
    if (properLength(name) < (byFirm || link[0].endsWith('的') || /(?:项目|工程)$/.test(name) ? 2 : 4)) continue
    const area =
      insideQuantity(quantities, quantity.start - 24, quantity.start)
        .filter(
          ({ kind, unitEnd, figureStart }) =>
            kind === 'area' &&
            /占地(?:面积)?(?:约)?$/.test(text.slice(Math.max(0, figureStart - 6), figureStart)) &&
            /^[、，](?:总|计划总?)?(?:投资)?[^，。；、]{0,4}$/.test(text.slice(unitEnd, quantity.figureStart)),
        )
        .at(-1) ?? null
    const start = quantity.end + link[0].length + body.indexOf(name.slice(0, 2))
    found.push({
      start,
      end: start + name.length,
      name,
      quoteStart: quantity.start - (MONEY_LEAD.exec(lead)?.[0].length ?? 0),
      investment: quantity,
      area,
      strength: 3,
    })
  }
  return found
}

/** A name that ends in 项目 and stands alone: 某某项目总投资…, a caption, a quoted name. */
function singleCandidates(segmented: Segmented, taken: readonly Candidate[]): Candidate[] {
  const { text } = segmented
  const found: Candidate[] = []
  for (const match of text.matchAll(SINGLE)) {
    const end = match.index + match[0].length
    const near = taken.slice(Math.max(0, countBefore(taken, end) - 3), countBefore(taken, end))
    const inList = (other: Candidate) =>
      match.index < other.end + 24 &&
      other.end + 24 > end &&
      /^[”’]?等[^，。；]*$/.test(text.slice(other.end, match.index))
    if (near.some((other) => inList(other) || (other.start <= match.index && end <= other.end))) continue
    const sentence = pieceAt(segmented.sentences, match.index)
    if (!sentence) continue
    const from = Math.max(sentence.start, end - 44)
    let left = text.slice(from, end)
    let start = from + nameStart(left)
    const quoted = /[“‘]([^“”‘’，。]{3,36})[”’]?(?:等)?(?:建设)?(?:项目|工程)$/.exec(left)
    if (quoted && /[”’]/.test(quoted[0])) start = from + quoted.index + 1
    left = text.slice(start, end)
    const name = left.replace(/[“”‘’]/g, '').replace(/^(?:和|与|及|县|市|区|全[县市区])(?=.{5,})/, '')
    const shift = left.indexOf(name.slice(0, 2))
    if (/等(?:一批|多个|\d*个?)?/.test(name) || !plausibleName(name)) continue
    const tail = text.slice(end, end + 14)
    const isCaption = sentence.isHeading && /^[^，]{4,36}$/.test(sentence.text.trim()) && start - sentence.start <= 2
    const produced = /^年(?:产|加工|处理)\d/.test(name)
    const proper = properLength(name)
    const isWork = name.endsWith('工程')
    const strong =
      proper >= 4 ||
      (proper >= 3 && name.length >= 7) ||
      produced ||
      (quoted && proper >= 3) ||
      (proper >= 2 && /^[”：:，]{0,2}(?:计划|规划|预计)?(?:总投资|占地|总占地)/.test(tail))
    if (
      !strong ||
      !(
        PREDICATE.test(tail.replace(/^：/, '')) ||
        isCaption ||
        (proper >= 6 && /^(?!专员|经理|秘书|业主|方|的)[\u4E00-\u9FFF]/.test(tail))
      )
    )
      continue
    if (
      isWork &&
      !produced &&
      !(proper >= 6 && name.includes('至')) &&
      !(
        proper >= 4 &&
        (/\d/.test(name) || /^(?:\d{1,2}月|年底|今年|年内|全线|主体|路基|进度|累计|已|完成)/.test(tail))
      ) &&
      !/(?:总投资|占地|位于|是|开工|建成|施工|投运|通车|竣工|投用)/.test(tail)
    )
      continue
    if (sentence.isHeading && !isCaption) continue
    found.push({
      start: start + Math.max(0, shift),
      end,
      name,
      quoteStart: start,
      investment: null,
      area: null,
      strength: 1,
    })
  }
  return found
}

/** A road, bridge, plant or park told with its length, money, land or opening: 某某公路全长42公里，总投资21亿元. */
const WORK_TOLD =
  /[园城厂站馆库港](?=(?:总占地|占地|总投资|计划总?投资))|(?:公路|铁路|大桥|隧道|水库|高速|大道|快速路|水厂|电厂|变电站|污水处理厂|产业园|物流园|科技园|基地|综合体|电站|风电场|酒店|小镇|公园|产线|生产线|园区)(?=全长|线路全长|路线全长|(?:首|一|二|三)期(?=\d|工程|项目|主体|厂房|完成|已|投产|建成)|\d+(?:栋|号|座)|，?是[^，。；]{0,16}项目|，由[^，。；]{2,24}(?:投资)?(?:建设|兴建|承建|开发)|，(?:计划)?总投资|，总?占地|总投资|计划总?投资|估算总?投资|概算总?投资|占地|总占地|(?:正式|顺利|全面|提前|全线|主体|已|即将|将|\d{1,2}月(?:份|底|初|上旬|中旬|下旬|\d{1,2}日)?前?|年底前?|年内){0,3}(?:开工|动工|竣工|投产|投用|投入使用|投入运营|通车|封顶|试生产|试运行|落成|开园|开业))/g

function toldWorks(segmented: Segmented, named: readonly Candidate[]): Candidate[] {
  const { text } = segmented
  const known = named.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start)
  const found: Candidate[] = []
  for (const match of text.matchAll(WORK_TOLD)) {
    const end = match.index + match[0].length
    const sentence = pieceAt(segmented.sentences, match.index)
    if (!sentence || pieceAt(known, match.index)) continue
    const from = Math.max(sentence.start, end - 30)
    const start = from + nameStart(text.slice(from, end))
    const name = text.slice(start, end)
    if (!plausibleName(name) || properLength(name) < 3) continue
    found.push({ start, end, name, quoteStart: start, investment: null, area: null, strength: 1 })
  }
  return found
}

/** A park, base or line listed right behind a named project: 甲项目、乙产业园等. */
function neighbourCandidates(segmented: Segmented, named: readonly Candidate[]): Candidate[] {
  const { text } = segmented
  const known = new Set(named.map(({ start }) => start))
  return named.flatMap((candidate) => {
    const next =
      /^[”’]?、([^、，。；：“”]{4,24}?(?:产业园|物流园|科技园|基地|中心|生产线|小镇|综合体|电站|风电场|水厂))(?=等|、|[，。；])/.exec(
        text.slice(candidate.end, candidate.end + 32),
      )
    const name = next?.[1]?.replace(/等$/, '') ?? ''
    if (name === '' || !plausibleName(name) || properLength(name) < 3) return []
    const start = candidate.end + (next?.[0].indexOf(name) ?? 0)
    if (known.has(start)) return []
    return [{ start, end: start + name.length, name, quoteStart: start, investment: null, area: null, strength: 1 }]
  })
}

/** A line of a list or a name with brackets says its name best: what else was read inside it is dropped. */
function withLists(named: readonly Candidate[], listed: readonly Candidate[]): Candidate[] {
  const spans = listed.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start)
  return [...named.filter(({ start, end }) => !pieceAt(spans, start) && !pieceAt(spans, end - 1)), ...listed]
}

/** Every name that may be a project: invested, listed, standing alone, listed beside one, told with its length or land. */
export function projectCandidates(segmented: Segmented, quantities: readonly Quantity[]): Candidate[] {
  const invested = investedCandidates(segmented, quantities)
  const listed = listCandidates(segmented, quantities).filter(({ start, end }) => {
    const at = countBefore(invested, end)
    return !invested.slice(Math.max(0, at - 2), at).some((other) => start < other.end)
  })
  const counted = countedLists(segmented).filter(({ start, end }) => {
    const at = countBefore(listed, end)
    return !listed.slice(Math.max(0, at - 2), at).some((other) => start < other.end)
  })
  const apart = toldApart(segmented)
  const taken = [...invested, ...listed, ...counted, ...apart].sort((a, b) => a.start - b.start)
  const named = [...taken, ...singleCandidates(segmented, taken)]
  const all = [...named, ...neighbourCandidates(segmented, named), ...toldWorks(segmented, named)]
  return withLists(all, listedProjects(segmented, taken, quantities))
}
