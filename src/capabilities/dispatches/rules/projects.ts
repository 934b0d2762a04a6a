import type { Gazetteer } from './gazetteer.ts'
import { insideQuantity, LONGEST_LIST, MONEY_LEAD, projectCandidates } from './project-candidates.ts'
import { nameOverlap } from './project-names.ts'
import type { Candidate } from './project-shapes.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, pieceIndexAt, type Segmented, type Sentence } from './segment.ts'

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

const AREA_LEAD =
  /(?:占地|用地|征地|占地总?面积|总占地(?:面积)?|用地面积|规划占地(?:面积)?|规划(?:总)?面积|项目占地(?:面积)?)(?:约为?|近|达到?|超过?|共)?$/

/** What is told of the project a paragraph is about, some sentences after its name. */
const LATER_TOLD = /(?:^|[，。“：])(?:该|这个)?项目(?:计划|规划|预计)?(?:总投资|投资\d|占地|总占地|用地)/

const PHASE = /(?:一期|二期|三期|首期|近期|远期|期工程|固定资产)(?:项目|工程)?(?:总|计划)?$/

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

/** Distinct projects compared with each other; beyond, only equal names are one project. */
const MOST_COMPARED = 300

/** Investment and area told right after a name, up to the next name, within the two sentences that follow. */
function attachFigures(
  segmented: Segmented,
  candidates: Candidate[],
  quantities: readonly Quantity[],
  echoed: ReadonlySet<Quantity>,
): void {
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
    for (let k = 1; k <= 4; k += 1) {
      const later = segmented.sentences[sentenceIndex + k]
      if (!later || later.paragraph !== own.paragraph) break
      if (LATER_TOLD.test(later.text)) limit = Math.max(limit, later.end)
    }
    if (candidate.reach !== undefined) limit = Math.max(limit, candidate.reach)
    if (next) limit = Math.min(limit, next.quoteStart)
    for (const quantity of insideQuantity(quantities, candidate.end, Math.min(limit, candidate.end + LONGEST_LIST))) {
      const rest = segmented.text.slice(candidate.end, quantity.start)
      const lists = segmented.text.charAt(candidate.start - 1)
      if (candidate.strength === 2 && /^[和、]$/.test(lists) && rest.startsWith('，') && !/其中/.test(rest)) continue
      if (echoed.has(quantity) || (candidate.strength === 2 && quantity.kind === 'area')) continue
      const lead = segmented.text.slice(Math.max(candidate.end, quantity.start - 14), quantity.start)
      if (PHASE.test(lead.replace(MONEY_LEAD, '').replace(AREA_LEAD, ''))) continue
      const between = segmented.text.slice(candidate.end, quantity.start)
      if (
        /\d+(?:余|多)?(?:个|项)[^，。；]{0,10}项目|个项目|^[”’]?(?:等|[两三四五六七八九十](?:个|大|项))[^，。；]{0,16}(?:项目|工程)/.test(
          between,
        )
      )
        break
      if (quantity.kind === 'money' && candidate.investment === null && MONEY_LEAD.test(lead)) {
        candidate.investment = quantity
      }
      if (quantity.kind === 'area' && candidate.area === null && AREA_LEAD.test(lead)) candidate.area = quantity
    }
  })
}

/** A name told again right before its money (其中，某某扩产投资18亿元): the money is that project's. */
function attachEchoes(
  segmented: Segmented,
  candidates: readonly Candidate[],
  quantities: readonly Quantity[],
): Set<Quantity> {
  const byTail = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const bare = candidate.name.replace(/项目$/, '')
    if (bare.length < 5) continue
    const tail = bare.slice(-5)
    const list = byTail.get(tail) ?? []
    if (list.length < 4) byTail.set(tail, [...list, candidate])
  }
  const taken = new Set<Quantity>()
  for (const quantity of quantities) {
    if (quantity.kind !== 'money') continue
    const left = segmented.text.slice(Math.max(0, quantity.start - 60), quantity.start)
    const lead = MONEY_LEAD.exec(left)
    if (!lead) continue
    const named = left.slice(0, lead.index).replace(/(?:建设)?项目$/, '')
    const owner = byTail
      .get(named.slice(-5))
      ?.find(({ name, end }) => named.endsWith(name.replace(/项目$/, '')) && end < quantity.start - lead[0].length - 2)
    if (!owner) continue
    owner.investment ??= quantity
    taken.add(quantity)
  }
  return taken
}

/** The part of a sentence around a name. */
function nearText(sentence: Sentence, candidate: Candidate): string {
  const offset = candidate.start - sentence.start
  return sentence.text.slice(Math.max(0, offset - 120), offset + 160)
}

/** Works that are only meant: 计划12月底前开工, 预计明年投产, 年底前竣工. They say no stage. */
const MEANT =
  /(?:计划(?!总?投资)|预计|拟(?!建)|力争|确保|争取|有望|即将|将(?!军|近)|[月年日]底?之?前|年内)[^，。；]{0,16}?(?:开工|奠基|动工|竣工|建成|完工|交付|投产|投用|投入使用|投入运营|达产|签约)/g

function stageOf(sentence: Sentence, candidate: Candidate): ProjectStage | null {
  const offset = candidate.start - sentence.start
  const around = sentence.text.slice(Math.max(0, offset - 80), offset + candidate.name.length + 60)
  const near = around.replace(MEANT, (meant) => (/已|目前|现已/.test(meant) ? meant : ''))
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
  const candidates = projectCandidates(segmented, quantities)
  const echoed = attachEchoes(segmented, candidates, quantities)
  attachFigures(segmented, candidates, quantities, echoed)
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
      const head = /(?:项目|工程|园|中心|基地|园区|生产线|电站|综合体|集群)(?:[（(]?[一二三首]期[）)]?)?$/.test(
        candidate.name,
      )
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
