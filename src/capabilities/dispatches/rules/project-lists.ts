import { nameStart, plausibleName, properLength } from './project-names.ts'
import type { Candidate } from './project-shapes.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, type Segmented, type Sentence } from './segment.ts'

/** What a list of projects puts before a line: 1. （二） ③ ● and the like. */
const MARK =
  /^\s*(?:\d{1,3}\s*[.．、)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[-—•·●■◆★▲○]|[一二三四五六七八九十]{1,2}[、.．]|(?:项目|序号)[一二三四五六七八九十\d]{1,2}[：:])\s*/
/** What a line of a list tells of its project. */
const TOLD = /(?:总?投资|占地|用地|建设内容|建设规模|主要建设|建设地点|建设单位|项目业主|业主)[^，。；]{0,16}/
const MONEY_TOLD = /投资(?:额|总额|规模)?[^，。；（）]{0,6}?[\d.]+[^，。；（）]{0,2}元/
/** How names of works end. */
const WORK_END =
  /(?:项目|工程|园|园区|基地|中心|厂|厂房|电站|风电场|港|生产线|综合体|小镇|公路|大桥|隧道|水库|市场|医院|学校|公园|广场|码头|仓库|冷库|站|驿站|库|院|校|馆|城|楼|枢纽)(?:[（(]?[一二三四五首]期[）)]?)?(?:工程|项目)?$/
/** A clause that says something and names nothing. */
const SAYS =
  /[，。；：！？“”]|(?:有|如下|包括|分别[是为]|名单|一览表?|清单|情况|简介|介绍)$|了|将|确保|力争|完成|实现|同比|增长|要求|表示|会议|一批|个项目|等项目|集中开工|集中签约|举行/

const candidate = (start: number, name: string, reach: number): Candidate => ({
  start,
  end: start + name.length,
  name,
  quoteStart: start,
  investment: null,
  area: null,
  strength: 3,
  reach,
})

const isName = (name: string): boolean =>
  name.length >= 4 && !SAYS.test(name) && plausibleName(name) && properLength(name) >= 2

/** Lines of a list, each about one project: 1.某某产业园。投资5亿元…, 某某改造工程（总投资2亿元）. */
function lines({ text, paragraphs }: Segmented): Candidate[] {
  return paragraphs.flatMap(({ start, end }) => {
    const line = text.slice(start, Math.min(end, start + 400))
    const mark = MARK.exec(line)?.[0] ?? ''
    const name =
      /^[^，。；：！？\n]{4,44}?(?=[（(][^（）()]*投资|[，。；：:]|\s+(?=(?:总|计划总?)?投资|占地|用地|位于|建设)|\s*$|——)/.exec(
        line.slice(mark.length),
      )?.[0] ?? ''
    const bare = name.replace(/[“”]/g, '').trim()
    const rest = line.slice(mark.length + name.length)
    const tells = MONEY_TOLD.test(rest.slice(0, 160)) || (TOLD.test(rest.slice(0, 60)) && WORK_END.test(bare))
    if (/^[。：\s]?$/.test(rest.slice(0, 1)) && !WORK_END.test(bare)) return []
    if (
      !isName(bare) ||
      (mark === '' && !/^(?:[（(：:]|\s+(?:总|计划总?)?投资)/.test(rest)) ||
      /^(?:\s|[（(][^（）()]*[）)])*$/.test(mark + bare)
    )
      return []
    const listed =
      tells || (mark !== '' && /(?:项目|工程)(?:[（(]?[一二三首]期[）)]?)?$/.test(bare) && rest.trim().length <= 30)
    if (!listed || (mark === '' && !MONEY_TOLD.test(rest.slice(0, 120)))) return []
    return [candidate(start + mark.length + name.indexOf(bare.charAt(0)), bare, end)]
  })
}

/** A name with its figures in brackets, anywhere: 甲项目（投资5亿元）、乙产业园（投资3亿元，占地900亩）. */
function bracketed({ text }: Segmented): Candidate[] {
  return [...text.matchAll(/(?<=[^（）\n]{4})（([^（）\n]{0,40}?投资[^（）\n]{0,50})）/g)].flatMap((match) => {
    if (!MONEY_TOLD.test(match[1] ?? '')) return []
    const from = Math.max(0, match.index - 44)
    const left = text.slice(from, match.index)
    const open = left.length - (/[^、，。；：！？）\n]*$/.exec(left)?.[0].length ?? 0)
    const own = left.slice(open)
    const start = open + nameStart(own)
    const name = left.slice(start).replace(/^[“和与及]+|”$/g, '')
    if (!isName(name)) return []
    return [candidate(from + left.lastIndexOf(name), name, match.index + match[0].length)]
  })
}

/** 项目总投资…, 该项目占地… and the like: the name stands at the end of the sentence or the line before. */
const GOES_ON =
  /^[“”\s]*(?:该|这个|整个)?项目(?:计划|规划|预计|估算|概算)?(?:总投资|投资|占地|总占地|用地|由[^，。；]{2,24}投资)/

function namedBefore({ text, sentences }: Segmented, known: readonly Candidate[]): Candidate[] {
  return sentences.flatMap((sentence, index) => {
    const before = sentences[index - 1]
    if (!before || !GOES_ON.test(sentence.text) || known.some(({ end }) => end > before.start && end <= before.end))
      return []
    if (before.paragraph < sentence.paragraph - 1 || (before.paragraph !== sentence.paragraph && !before.isHeading))
      return []
    const named = lastName(text, before)
    return named ? [{ ...candidate(named.start, named.name, sentence.end), strength: 1 }] : []
  })
}

/** 这个总投资3亿元的园区…: the name stands in the sentence before. */
const POINTS_BACK =
  /^[“”\s]*(?:这个|该|这座|这一|这处)(?:计划)?总?投资[^，。；\d]{0,3}[\d.]+[^，。；\d]{0,3}元的(?:项目|园区|产业园|基地|工程|工厂|厂区|综合体|小镇|中心)/
const WORK_INSIDE =
  /(?:产业园|科技园|物流园|工业园|园区|基地|中心|项目|工程|工厂|小镇|综合体|生产线|电站)(?=内|里|，|。|的|现场|建设|一片|正)/g

function pointedBack({ text, sentences }: Segmented, known: readonly Candidate[]): Candidate[] {
  return sentences.flatMap((sentence, index) => {
    const before = sentences[index - 1]
    if (!before || before.paragraph !== sentence.paragraph || !POINTS_BACK.test(sentence.text)) return []
    const last = [...before.text.matchAll(WORK_INSIDE)].at(-1)
    if (!last) return []
    const end = before.start + last.index + last[0].length
    if (known.some((other) => other.start < end && other.end > end - 2)) return []
    const from = Math.max(before.start, end - 36)
    const start = from + nameStart(text.slice(from, end))
    const name = text.slice(start, end)
    return isName(name) ? [{ ...candidate(start, name, sentence.end), strength: 1 }] : []
  })
}

/** The name of a work at the end of a sentence: 第一站来到示例电子产业园。 */
function lastName(text: string, sentence: Sentence): { start: number; name: string } | null {
  const clause = sentence.clauses.at(-1)
  if (!clause) return null
  const whole = text.slice(clause.start, clause.end).replace(/(?:建设)?(?:现场|工地|施工现场)?[。！；”\s]*$/, '')
  const own = /[”]$/.test(whole) ? whole : whole.slice(Math.max(0, whole.length - 36))
  const start = nameStart(own)
  const name = own.slice(start)
  if (!isName(name) || !WORK_END.test(name) || properLength(name) < 3) return null
  return { start: clause.start + whole.length - name.length, name }
}

/** 甲公司的某某工厂、乙公司的某某园和丙线成功签约，投资额分别为3亿元、2亿元和1亿元: name by name its money. */
const SHARED_OUT = /(?:总|计划)?投资(?:额|总额)?分别(?:为|达到?|是|约为?)/g

function sharedOut({ text, sentences }: Segmented, quantities: readonly Quantity[]): Candidate[] {
  return [...text.matchAll(SHARED_OUT)].flatMap((match) => {
    const sentence = pieceAt(sentences, match.index)
    if (!sentence) return []
    const from = match.index + match[0].length
    const end = sentence.clauses.find((clause) => clause.end > from)?.end ?? sentence.end
    const money = quantities.filter(({ kind, start }) => kind === 'money' && start >= from - 1 && start < end)
    const lead = text.slice(Math.max(sentence.start, match.index - 200), match.index)
    const list = lead.split(/[，：]/).findLast((part) => part.split(/[、和]/).length >= money.length) ?? ''
    const items = list.split(/、|和|以及/)
    if (money.length < 2 || items.length !== money.length) return []
    let at = match.index - lead.length + lead.indexOf(list)
    return items.flatMap((item, index) => {
      const start = text.indexOf(item, at)
      at = start + item.length
      const told = item.replace(/(?:等|也|均|都|在|先后|成功|同时|项目(?=等)).*$/, '')
      const own = told.replace(/^.*的(?=.{4,})/, '')
      const shift = nameStart(own)
      const name = own.slice(shift)
      if (!isName(name)) return []
      const begin = start + told.length - name.length
      return [{ ...candidate(begin, name, begin + name.length), investment: money[index] ?? null }]
    })
  })
}

/** 确保甲产业园、乙二期、丙产业城3月底前全面复工: names pushed to be begun or done. */
const PUSHED_LIST =
  /(?:确保|推动|推进|加快|促进|力促|加速|力争|保障)([^，。；：\d]{4,80}?)(?:(?:\d{1,2}月|年|[上下]半年|[一二三四]季度)[^，。；、]{0,8}?)?(?:全面|如期|尽快|早日|顺利|按期|全部|及早|陆续|同步)*(?:复工|开工|投产|竣工|建成|投用|达产|封顶|通车|投运)/g

function pushedLists({ text }: Segmented): Candidate[] {
  return [...text.matchAll(PUSHED_LIST)].flatMap((match) => {
    const list = match[1] ?? ''
    const items = list.split(/、|和/)
    if (items.length < 2 || !items.every((item) => isName(item) && properLength(item) >= 3)) return []
    if (!items.some((item) => WORK_END.test(item)) || /等/.test(list)) return []
    let at = match.index + match[0].indexOf(list)
    return items.map((item) => {
      const start = at
      at += item.length + 1
      return { ...candidate(start, item, start + item.length), strength: 2 }
    })
  })
}

/** Projects told line by line, in brackets, or at the end of the sentence before what is told of them. */
export function listedProjects(
  segmented: Segmented,
  known: readonly Candidate[],
  quantities: readonly Quantity[],
): Candidate[] {
  const told = [
    ...lines(segmented),
    ...bracketed(segmented),
    ...sharedOut(segmented, quantities),
    ...pushedLists(segmented),
  ]
  const fresh = told.filter(
    ({ start, end }, index) =>
      !known.some((other) => other.start < end && start < other.end) &&
      !told.slice(0, index).some((other) => other.start < end && start < other.end),
  )
  const all = [...known, ...fresh]
  return [...fresh, ...namedBefore(segmented, all), ...pointedBack(segmented, all)]
}
