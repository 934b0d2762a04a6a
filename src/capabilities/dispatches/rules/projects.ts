import type { Gazetteer } from './gazetteer.ts'
import { isGenericName, listMember, nameOverlap, nameStart, properLength } from './project-names.ts'
import type { Quantity } from './quantities.ts'
import { countBefore, pieceAt, pieceIndexAt, type Segmented, type Sentence } from './segment.ts'

/** Stages of a project a dispatch can tell. */
export type ProjectStage =
  | 'reserve'
  | 'signed'
  | 'approved'
  | 'started'
  | 'under_construction'
  | 'completed'
  | 'in_production'

/** A named project; offsets are of the cleaned text. Investment in 亿元, area in 亩. */
export interface NamedProject {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly investmentYi: number | null
  readonly areaMu: number | null
  readonly stage: ProjectStage | null
  readonly region: string | null
  readonly enterprise: string | null
}

/** Projects of a text, with the figures that belong to them and the places where their names stand. */
export interface ProjectReading {
  readonly projects: readonly NamedProject[]
  readonly consumed: ReadonlySet<Quantity>
  readonly nameSpans: readonly { readonly start: number; readonly end: number }[]
}

interface Candidate {
  start: number
  end: number
  name: string
  quoteStart: number
  investment: Quantity | null
  area: Quantity | null
  strength: number
}

const LIST_TAIL =
  /等(?!更多|各类|方面|重点领域)(?:总投资(?:约|近|达|超)?[\d.]+(?:多|余)?(?:万|亿)?元的?)?(?:一批|多个|(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:个|名|大|项)|系列|各类)?(?:[^，。；、：！？\n等]{0,14}?)(?:项目|工程)(?![一-龥]{0,4}(?:建设年|攻坚年|突破年))/g
const SINGLE =
  /(?:项目|工程)(?!化|为王|库|部|管理|名称|类别|组|专班|建设年|攻坚年|至上|秘书|审批|服务|谋划|储备|招引|清单|落地|用地|资金|推进|投资|申报|数|总数|建设(?:攻坚|提速|突破|大会|的|是|为)|带|大)/g
const MONEY_LEAD =
  /(?:总|计划总|预计总|估算总|概算总|规划总|计划|预计|估算|概算|拟)?投资(?:额|总额)?(?:约为?|近|达到?|超过?|逾|为|共)?$/
const AREA_LEAD =
  /(?:占地|用地|征地|占地总?面积|总占地(?:面积)?|用地面积|规划占地(?:面积)?|项目占地(?:面积)?)(?:约为?|近|达到?|超过?|共)?$/
const PHASE = /(?:一期|二期|三期|首期|近期|远期|期工程|固定资产)(?:项目|工程)?(?:总|计划)?$/
const PREDICATE =
  /^[”’"]?(?:（[^（）]{1,12}）)?(?:(?:建设)?(?:现场|工地|施工现场|建设现场|负责人|相关负责人|总投资|占地|计划|位于|由|是|于|正式|已|预计|建成|达产|投产|开工|奠基|规划|主要|全部|一期|选址|主体|进入|正在|顺利|成功|签约|落户|效果图|车间|负责同志|施工|现已|目前|加快|竣工|总占地|分|自|的|，|、|等|和|为|今年|共|内|里|建设|施工|投入|$|。|；|”)|$)/
const STAGE_WORDS: readonly (readonly [RegExp, ProjectStage])[] = [
  [/试生产|已投产|建成投产|正式投产|投产运营|投入运营|达产(?!后)|投产(?!后|普|项)/, 'in_production'],
  [/(?:已|全部|主体)?(?:竣工|建成(?!后|投产后)|完工|交付使用|投入使用)/, 'completed'],
  [
    /(?:加快|推进|推动|抓好|正在|紧张|有序)[^。]{0,60}(?:建设|施工)|在建|施工现场|建设现场|主体(?:施工|封顶)|设备安装/,
    'under_construction',
  ],
  [/开工|奠基|动工/, 'started'],
  [/新立项|获批|核准|备案|取得[^，。]{0,10}许可/, 'approved'],
  [/签约|签订|签署|落户/, 'signed'],
  [/储备|谋划|拟建|洽谈|在谈/, 'reserve'],
]
const COMPANY = /[\u4E00-\u9FFF（）]{2,24}?(?:集团股份有限公司|股份有限公司|集团有限公司|有限责任公司|有限公司|集团)/

const yi = (quantity: Quantity | null): number | null => {
  if (!quantity?.unit) return null
  const factor: Readonly<Record<string, number>> = { 亿元: 1, 万元: 1e-4, 千万元: 0.1, 百亿元: 100, 万亿元: 1e4 }
  const scale = factor[quantity.unit] ?? (quantity.unit === '亿' ? 1 : null)
  return scale === null ? null : Math.round(quantity.value * scale * 1e8) / 1e8
}

const mu = (quantity: Quantity | null): number | null => {
  if (!quantity?.unit) return null
  const factor: Readonly<Record<string, number>> = {
    亩: 1,
    万亩: 1e4,
    公顷: 15,
    平方公里: 1500,
    平方米: 0.0015,
    万平方米: 15,
    平米: 0.0015,
    万平米: 15,
  }
  const scale = factor[quantity.unit]
  return scale === undefined ? null : Math.round(quantity.value * scale * 100) / 100
}

/** Figures that stand wholly inside a stretch of text; the figures are in order. */
function insideQuantity(quantities: readonly Quantity[], start: number, end: number): Quantity[] {
  const inside: Quantity[] = []
  for (let i = Math.max(0, countBefore(quantities, start) - 1); i < quantities.length; i += 1) {
    const quantity = quantities[i]
    if (!quantity || quantity.figureStart >= end) break
    if (quantity.figureStart >= start && quantity.unitEnd <= end) inside.push(quantity)
  }
  return inside
}

function plausibleName(name: string): boolean {
  if (name.length < 3 || name.length > 40 || isGenericName(name)) return false
  if (/[，。；：！？\n]/.test(name) || /(?:公司|集团|企业)(?:建设)?(?:项目|工程)?$/.test(name)) return false
  return !/^(?:第|前|后|上|下|全[省市县区]|[一二三四五六七八九十两\d]+[个项大批名]|多|其|这|那|我|你|他|不|没|很|更|最|如何|什么)/.test(
    name,
  )
}

/** How far before 等项目 a list may begin. */
const LONGEST_LIST = 400
/** Distinct projects compared with each other; beyond, only equal names are one project. */
const MOST_COMPARED = 300

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
      /^(?:，?占地(?:面积)?(?:约)?[\d.]+(?:余|多)?(?:亩|平方米|公顷))?(?:的|，?(?:新上|新建|建设|实施|打造|投资建设)(?:的|了)?)/.exec(
        rest,
      )
    if (!link) continue
    if (!link[0].endsWith('的') && /(?:项目|工程|园|基地|中心|该)[^，。；]{0,4}投资[^，。；]{0,3}$/.test(lead)) continue
    const body = /^[^，。；！？\n]{3,40}?(?=[，。；、！？\n]|等|$)/.exec(rest.slice(link[0].length))?.[0] ?? ''
    const head =
      /^(.+?(?:项目|工程|产业园|生产线|基地|中心|园区|电站|风电场|综合体))(?:建设|等|正式|已|顺利|开工|签约|奠基|[，。；、（”]|$|[一-龥])/.exec(
        body,
      )
    const name = (head?.[1] ?? '').replace(/^[“‘]/, '').replace(/[”’]/g, '')
    if (name === '' || !plausibleName(name) || /^\d+(?:个|项)|等\d*个/.test(body)) continue
    if (properLength(name) < 2) continue
    const start = quantity.end + link[0].length + body.indexOf(name.slice(0, 2))
    found.push({
      start,
      end: start + name.length,
      name,
      quoteStart: quantity.start - (MONEY_LEAD.exec(lead)?.[0].length ?? 0),
      investment: quantity,
      area: null,
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
    const strong = proper >= 4 || (proper >= 3 && name.length >= 8) || produced || (quoted && proper >= 3)
    if (!strong || !(PREDICATE.test(tail) || isCaption)) continue
    if (isWork && !produced && !/(?:总投资|占地|位于|是|开工|建成|施工)/.test(tail)) continue
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

/** Investment and area told right after a name, up to the next name, within the two sentences that follow. */
function attachFigures(segmented: Segmented, candidates: Candidate[], quantities: readonly Quantity[]): void {
  const sorted = [...candidates].sort((a, b) => a.start - b.start)
  sorted.forEach((candidate, index) => {
    const sentenceIndex = pieceIndexAt(segmented.sentences, candidate.start)
    const own = segmented.sentences[sentenceIndex]
    if (!own) return
    const next = sorted[index + 1]
    let limit = own.end
    for (let k = 1; k <= 2; k += 1) {
      const later = segmented.sentences[sentenceIndex + k]
      const goesOn = /^[“”]?(?:该|这个)?项目(?:总|占|计划|由|规划|用地)/.test(later?.text ?? '')
      if (
        !later ||
        (later.paragraph !== own.paragraph && !goesOn) ||
        !/^[“”]?(?:项目|该项目|这个项目|其|总投资|计划总?投资|占地|一期)/.test(later.text)
      )
        break
      limit = later.end
    }
    if (next) limit = Math.min(limit, next.quoteStart)
    for (const quantity of insideQuantity(quantities, candidate.end, Math.min(limit, candidate.end + LONGEST_LIST))) {
      if (candidate.strength === 2 && quantity.kind === 'area') continue
      const lead = segmented.text.slice(Math.max(candidate.end, quantity.start - 14), quantity.start)
      if (PHASE.test(lead.replace(MONEY_LEAD, '').replace(AREA_LEAD, ''))) continue
      const between = segmented.text.slice(candidate.end, quantity.start)
      if (/\d+(?:余|多)?(?:个|项)[^，。；]{0,10}项目|个项目/.test(between)) break
      if (quantity.kind === 'money' && candidate.investment === null && MONEY_LEAD.test(lead)) {
        candidate.investment = quantity
      }
      if (quantity.kind === 'area' && candidate.area === null && AREA_LEAD.test(lead)) candidate.area = quantity
    }
  })
}

/** The part of a sentence around a name. */
function nearText(sentence: Sentence, candidate: Candidate): string {
  const offset = candidate.start - sentence.start
  return sentence.text.slice(Math.max(0, offset - 120), offset + 160)
}

function stageOf(sentence: Sentence, candidate: Candidate): ProjectStage | null {
  const offset = candidate.start - sentence.start
  const near = sentence.text.slice(Math.max(0, offset - 80), offset + candidate.name.length + 60)
  for (const [pattern, stage] of STAGE_WORDS) if (pattern.test(near)) return stage
  return null
}

function regionOf(candidate: Candidate, sentence: Sentence, gazetteer: Gazetteer, place: string | null): string | null {
  const named = gazetteer.find(candidate.name)[0] ?? gazetteer.find(nearText(sentence, candidate))[0]
  return named?.name ?? place
}

/** Projects a dispatch names, each once, with the figures told of it. Generic talk (重点项目) names none. */
export function readProjects(
  segmented: Segmented,
  quantities: readonly Quantity[],
  gazetteer: Gazetteer,
  place: string | null,
): ProjectReading {
  const invested = investedCandidates(segmented, quantities)
  const listed = listCandidates(segmented, quantities).filter(({ start, end }) => {
    const at = countBefore(invested, end)
    return !invested.slice(Math.max(0, at - 2), at).some((other) => start < other.end)
  })
  const taken = [...invested, ...listed].sort((a, b) => a.start - b.start)
  const named = [...taken, ...singleCandidates(segmented, taken)]
  const candidates = [...named, ...neighbourCandidates(segmented, named)]
  attachFigures(segmented, candidates, quantities)
  candidates.sort((a, b) => b.strength - a.strength || a.start - b.start)
  const merged: Candidate[] = []
  const byName = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const compared = merged.length <= MOST_COMPARED ? merged : []
    const same =
      byName.get(candidate.name) ??
      compared.find((other) => {
        const [a, b] = [other.name.replace(/项目$/, ''), candidate.name.replace(/项目$/, '')]
        return nameOverlap(a, b) >= 0.72 || (b.length >= 4 && a.includes(b)) || (a.length >= 4 && b.includes(a))
      })
    if (!same) {
      merged.push(candidate)
      byName.set(candidate.name, candidate)
    } else {
      same.investment ??= candidate.investment
      same.area ??= candidate.area
    }
  }
  const consumed = new Set<Quantity>()
  for (const { investment, area } of candidates) {
    if (investment) consumed.add(investment)
    if (area) consumed.add(area)
  }
  const projects = merged
    .sort((a, b) => a.start - b.start)
    .map((candidate) => {
      const sentence = pieceAt(segmented.sentences, candidate.start)
      const around = sentence ? nearText(sentence, candidate) : ''
      const company = COMPANY.exec(around)?.[0]
      const head = /(?:项目|工程|园|中心|基地|园区|生产线|电站|综合体|集群)$/.test(candidate.name)
      return {
        start: candidate.quoteStart,
        end: candidate.end,
        name: head ? candidate.name : `${candidate.name}项目`,
        investmentYi: yi(candidate.investment),
        areaMu: mu(candidate.area),
        stage: sentence ? stageOf(sentence, candidate) : null,
        region: sentence ? regionOf(candidate, sentence, gazetteer, place) : place,
        enterprise: company?.replace(/^.*(?:由|在|对|为|的|是)(?=.{4,})/, '') ?? null,
      }
    })
  return { projects, consumed, nameSpans: candidates.map(({ start, end }) => ({ start, end })) }
}
