import type { Gazetteer } from './gazetteer.ts'
import { countBefore, pieceAt, type Segmented } from './segment.ts'

/** Somebody quoted on behalf of an organisation: where the attribution stands and where what is said goes on. */
export interface Speaker {
  readonly start: number
  readonly end: number
  readonly paragraph: number
  readonly organisation: string
}

const TITLES =
  '党委书记|党组书记|党工委书记|党总支书记|党支部书记|党委副书记|书记|局长|主任|部长|县长|市长|区长|镇长|乡长|秘书长|行长|校长|院长|站长|所长|科长|处长|厅长|会长|理事长|董事长|董事|总经理|总裁|总监|经理|厂长|总工程师|工程师|发言人|队长|场长|社长|主席|州长|盟长|旗长|负责人|负责同志|主要负责同志|相关负责人|有关负责人|工作人员|(?<=人大|党|职工)代表|委员|主要领导'
const ATTRIBUTION = new RegExp(
  `([^，。；：！？“”\\n]{2,44}?)(?:分管[^，。；]{1,12}的)?(?:副|第一|常务副|原|党员、|执行|联席|首席|相关|有关|主要|项目)*(?:${TITLES})[^。；！？“”\\n]{0,24}?(?:表示|说道?|介绍说?|谈到|谈道|坦言|告诉[^，。；]{0,10}|透露|称|认为|表态|补充|承诺)(?=[，：:。“])`,
  'g',
)
/** An organisation that speaks by itself: 市水利局表示， */
const BODY_SPEAKS =
  /(?:^|[，。；：”\s])(?:会上，|据|记者从)?([\u4E00-\u9FFF]{1,14}?(?:局|委|办|中心|开发区|高新区|管委会|街道|镇|乡|厅|集团|公司|银行|商会|协会|医院|大学))(?:方面|郑重)?(?:表示|承诺|表态)(?=[，：])/g
const LEADING_TITLE = new RegExp(
  `^(.*?)(?:分管[^，。；]{1,12}的)?(?:副|第一|常务副|原|党员、|执行|联席|首席|相关|有关|主要|项目)*(?:${TITLES})`,
)
const ORGANISATION =
  /[\u4E00-\u9FFFA-Za-z0-9（）]{2,28}?(?:集团股份有限公司|股份有限公司|集团有限公司|有限责任公司|有限公司|集团|公司|管委会|管理委员会|开发区|高新区|园区|街道|镇|乡|委员会|发改委|工信委|国资委|局|中心|办公室|合作社|银行|医院|学校|大学|商会|协会|厂|部|办|社区|村)/g

/** The organisation in front of an official's title: the last part of an apposition, without 在某区 and the like. */
function organisationOf(text: string, whole: string, gazetteer: Gazetteer): string {
  const parts = whole.split('、').flatMap((part) => {
    const title = LEADING_TITLE.exec(part)
    return title?.[1] && title[1].length >= 2 ? [title[1]] : []
  })
  const last = parts.at(-1) ?? text.split(/[、，]/).at(-1) ?? text
  let name = last
    .replace(/^(?:位于|在|来自|据|对此|作为|而|此外|同时)[^，]{0,2}(?=[\u4E00-\u9FFF]{4,})/, '')
    .replace(/的$/, '')
  name = name.replace(/(?:党委|党组|党工委|党总支|党支部|副|总|常务|第一|工委|经委|管委会)+$/, (words) =>
    words === '经委' || words === '工委' ? '' : '',
  )
  if (/^(?:该|本|这家|上述|我们)|^(?:公司|企业|集团|项目)$/.test(name)) return ''
  const regions = gazetteer.find(name)
  const first = regions.find(({ start }) => start === 0)
  if (first && name.length > first.end + 2 && /(?:街道|镇|乡)$/.test(name)) return name
  return name
}

/** People who speak for an organisation, in the order of the text. A crowd (大家纷纷表示) speaks for none. */
export function findSpeakers(segmented: Segmented, gazetteer: Gazetteer): Speaker[] {
  const speakers: Speaker[] = []
  segmented.paragraphs.forEach(({ start, end }, paragraph) => {
    const text = segmented.text.slice(start, end)
    let company = ''
    const told: { readonly start: number; readonly end: number }[] = []
    for (const match of text.matchAll(ATTRIBUTION)) {
      if (/纷纷|大家|与会/.test(match[0])) continue
      let organisation = organisationOf(match[1] ?? '', match[0], gazetteer)
      if (organisation === '') {
        const earlier =
          [...text.slice(Math.max(0, match.index - 400), match.index).matchAll(ORGANISATION)].at(-1)?.[0] ?? company
        organisation = earlier
      }
      company = organisation
      told.push({ start: start + match.index, end: start + match.index + match[0].length })
      speakers.push({
        start: start + match.index,
        end: start + match.index + match[0].length - (match[0].endsWith('承诺') ? 2 : 0),
        paragraph,
        organisation,
      })
    }
    for (const match of text.matchAll(BODY_SPEAKS)) {
      const to = start + match.index + match[0].length
      const organisation = match[1] ?? ''
      if (pieceAt(told, to - 1) || /^(?:该|本|这|与会)/.test(organisation)) continue
      speakers.push({
        start: to - (/(?:郑重)?承诺$/.exec(match[0])?.[0].length ?? 0),
        end: to - (match[0].endsWith('承诺') ? 2 : 0),
        paragraph,
        organisation,
      })
    }
  })
  return speakers.sort((a, b) => a.start - b.start)
}

const SUBJECT =
  /(?:^|[，。；：\s”])((?:[\u4E00-\u9FFF]{2,12}?(?:开发区|高新区|街道|管委会|集团|公司|局|中心|镇|乡|县|市|区|园区|合作社|委))|(?:[全我该本][省市县区镇])|[\u4E00-\u9FFF]{2})(?=将|力争|确保|计划|坚持|紧扣|聚焦|围绕|持续|要|今年|还|把|以|加快|深入|全力|牢固|现有|实现|累计|已)/g

/** The organisation a place in the text is about: its speaker, else the last subject named before it in the paragraph. */
export function ownerFinder(
  segmented: Segmented,
  speakers: readonly Speaker[],
  gazetteer: Gazetteer,
  place: string | null,
): (offset: number) => string | null {
  const byParagraph = new Map<number, Speaker[]>()
  for (const speaker of speakers) {
    const list = byParagraph.get(speaker.paragraph) ?? []
    list.push(speaker)
    byParagraph.set(speaker.paragraph, list)
  }
  const subjects = new Map<number, { start: number; name: string }[]>()
  const subjectsOf = (paragraph: number): { start: number; name: string }[] => {
    const known = subjects.get(paragraph)
    if (known) return known
    const span = segmented.paragraphs[paragraph]
    const text = span ? segmented.text.slice(span.start, span.end) : ''
    const found: { start: number; name: string }[] = []
    for (const match of text.matchAll(SUBJECT)) {
      const name = match[1] ?? ''
      const short = name.length === 2 && !/[县市区镇乡局]$/.test(name)
      if (short && gazetteer.find(name).length === 0) continue
      const own = /^[全我该本]/.test(name) || short ? place : name
      if (own) found.push({ start: (span?.start ?? 0) + match.index, name: own })
    }
    subjects.set(paragraph, found)
    return found
  }
  return (offset) => {
    let low = 0
    let high = segmented.paragraphs.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((segmented.paragraphs[middle]?.end ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    const own = byParagraph.get(low) ?? []
    const before = own[Math.max(0, countBefore(own, offset + 1) - 1)]
    if (before) return before.organisation || place
    const named = subjectsOf(low)
    return named[countBefore(named, offset + 1) - 1]?.name ?? place
  }
}
