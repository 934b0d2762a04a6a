import type { ReadCommitment } from './dispatch-shapes.ts'
import type { PeriodMention } from './periods.ts'
import { countBefore, type Segmented, type Sentence } from './segment.ts'
import type { Speaker } from './speakers.ts'

/** What the reader of commitments is given. */
export interface CommitmentContext {
  readonly segmented: Segmented
  readonly periods: readonly PeriodMention[]
  readonly speakers: readonly Speaker[]
  readonly ownerAt: (offset: number) => string | null
  readonly place: string | null
}

const PLEDGE =
  /(?:(?:今年|明年|下半年|下一步)我们|我们(?:今年|明年))要(?!求|想|是|不|有)|(?:仍|还|也|继续|全面|下步)?(?<![即必行部])将(?!军|近|来(?!源)|[士领帅])|力争|确保|(?<=^|[，。；：\s]|公司|企业|我们|集团|开发区|局|管委会|街道|[镇乡]|[时上]|当场|公开|郑重)承诺(?!制|书|事项|函|时限|办|件|期)|誓夺|力拼|(?<=街道|[镇乡局委办县市区]|中心|园区)(?:今年|年内|全年)?计划(?!投资|总投资|书|外|单列|生育|经济|的|任务|安排)|(?:我们|公司|企业|集团)(?:还|也|今年|明年|今后)?(?:计划|拟)(?!书|外|经济|单列|生育)|(?<!年度|总|合同|[一二三四]期|项目|工程|五年|倍增|培育|行动|专项|[一-龥]计|登高)(?:计划|拟)(?=(?:今年|年内|明年|全年|[一二两三四五\d]+年|投资[\d.]+[万亿]元(?:在[^，。；]{2,16})?(?:新上|新建|建设|打造|实施|扩建)|到\d|用(?=\d|[一二两三四五])|再|新(?!项目)|开工|建设|引|扩|种植|完成|培育))|下(?:一)?步[，,]?(?:[^，。；将]{0,12}?)(?=继续|坚持|聚焦|围绕|以)/g
const AS_OBJECT =
  /^将[^，。；]{1,20}?(?:作为|列为|确定为|转化为|变为|变成|纳入|摆在|放在|融入|定为|视为|打造成|建设成|统一到|贯穿|落到|整合(?:为|成|到)|集成(?:为|到)|归并|压缩(?:为|到|至)|细化(?:为|成)|分解(?:为|到)|扩大(?:到|至)|延伸(?:到|至)|下放)/
const EXPECTED =
  /(?:项目|工程|建成后|投产后|达产后|届时|投用后|全线|全长|活动|会议|大会|展会|会上|标志着|预计|意味着|这|政策|平台|中心|此举|赛事|论坛|本届|峰会)[^，。；]{0,8}$/
const CALL =
  /(?:要求|强调|指出|号召|动员|希望|呼吁|提出)[^。；]{0,40}?要|(?:号召|动员)全[省市县区州旗]|^(?:要|各级|各部门)|各(?!项)[^，。；]{1,8}(?:要|务必|必须)|(?:各级|各部门|各单位|各镇街|各地|全[县市区州]上下|广大[^，。；]{2,8})[^，。；]{0,12}(?:要|务必|必须)/
const CROWD = /纷纷表示|大家(?:一致|纷纷)|与会(?:人员|代表)|令人|人们/
const TOLD = /了(?!解)|已(?!经济)|同比|截至|正在|目前|现场|记者|据|成为|回首|令/
const VERB_START =
  /^[“‘]?(?:同时|此外|并|还|积极|全力|大力|加快|深入|持续|进一步|着力|聚力|扎实|稳步|加强|强化|优化|推进|推动|推广|抓好|抓实|抓紧|开展|实施|落实|完善|健全|提升|提质|提高|打造|建设|建立|擦亮|做好|做优|做强|做大|坚持|聚焦|围绕|紧盯|紧扣|锚定|立足|创新|深化|拓展|培育|招引|引进|构建|促进|保障|统筹|发挥|突出|严格|全面|统一|用好|盘活|加大|支持|助力|搭建|巩固|发展|壮大|整合|探索|鼓励|引导|落细|厚植|多渠道|多措并举|千方百计|推行|以[^，]{2,20}|在[^，]{2,20}上?|对[^，]{2,16}|充分|主动|牢固|力促|重点|高标准|高质量|高水平|精准|争取|谋划|新|首先|其次|一是|二是|三是|四是|五是|加力|扩大|增强|压实|夯实|守牢|筑牢|兜牢|办好|谱写|奋力|勇)/
const RESOLVE = /全力以赴|努力(?=以|实现|推动|把|在|打造)|力拼|誓夺|力争|确保|将(?!近|军)/

const endOf = (sentence: Sentence): number => {
  const trimmed = sentence.text.replace(/[。！？；”’」』）\s]+$/, '')
  return sentence.start + trimmed.length
}

interface Pledge {
  readonly start: number
  readonly future: boolean
}

/** Inside a slogan or the name of a meeting: “奋战三十天、确保双过半”大会. */
function inShortQuote(text: string, at: number): boolean {
  const open = text.slice(Math.max(0, at - 20), at + 1).lastIndexOf('“')
  if (open < 0) return false
  const from = Math.max(0, at - 20) + open
  const said = /^“([^”。；]{1,23})”/.exec(text.slice(from, from + 25))
  return said !== null && from + said[0].length - 1 > at
}

/** A bare schedule: 计划明年6月投产, 计划完成投资30亿元. */
const SCHEDULE =
  /^(?:我们|公司|企业|今年|年内|全年)*(?:计划|拟)(?:完成投资|(?:于|在)?[^，。；]{0,14}(?:投产|竣工|建成|开工|投用|通车|交付|完工|达产|试产|动工|投入使用)[^，。；]{0,6}(?:[，。；”]|$))/

/** The first word of a pledge in a sentence from `from` on; null where it pledges nothing of its own. */
function pledgeIn(text: string, sentence: Sentence, from: number): Pledge | null {
  const own = text.slice(from, sentence.end)
  for (const match of own.matchAll(PLEDGE)) {
    const start = from + match.index
    const before = text.slice(Math.max(sentence.start, start - 16), start)
    const rest = text.slice(start, Math.min(sentence.end, start + 300))
    const isFuture = match[0].endsWith('将')
    if (inShortQuote(text, start)) continue
    if (/^(?:我们|公司|企业)?(?:计划|拟)/.test(match[0]) && /^[“”\s]*(?:该|此)?(?:项目|工程)/.test(sentence.text))
      continue
    if (SCHEDULE.test(rest)) continue
    if (/^(?:其中，?)?(?:总|计划)?投资[\d.]+/.test(sentence.text) && !/力争|确保/.test(match[0])) continue
    if (isFuture && EXPECTED.test(before)) continue
    if (
      isFuture &&
      /(?:建成|投产|达产|通车|投用|投运|运营)(?:投产)?后|届时/.test(
        text.slice(Math.max(sentence.start, start - 60), start),
      )
    )
      continue
    if (isFuture && AS_OBJECT.test(rest.slice(match[0].length - 1))) {
      if (!/全力|确保|力争|加快/.test(rest)) continue
      return { start: sentence.start, future: false }
    }
    if (!isFuture && /正在|已经/.test(text.slice(Math.max(sentence.start, start - 120), start))) continue
    if (/[，。；：]?(?:为|来|以|才能|是为了|从而|进而|旨在)$/.test(before)) continue
    return { start, future: isFuture || match[0].startsWith('下') }
  }
  return null
}

function deadlineOf(context: CommitmentContext, start: number, end: number): string | null {
  const { periods, segmented } = context
  for (let i = countBefore(periods, end) - 1; i >= 0; i -= 1) {
    const period = periods[i]
    if (!period || period.start < start) break
    const compared = /[较比与]/.test(segmented.text.charAt(period.start - 1))
    if (!period.notation || period.end > end || compared) continue
    if (period.day === null) return period.notation
    if (period.isDeadline) return `${period.notation}-${String(period.day).padStart(2, '0')}`
  }
  return null
}

function make(context: CommitmentContext, start: number, end: number, owner: string | null): ReadCommitment {
  const said = context.segmented.text.slice(start, end)
  const bare = said.replace(/^(?:我们)?(?:仍|还|也|继续|全面)?将|[“”‘’]/g, '').replace(/^[，、\s]+/, '')
  const clauses = bare.split('，')
  let action = clauses[0] ?? bare
  for (const clause of clauses.slice(1)) {
    if (action.length + clause.length > 60) break
    action += `，${clause}`
  }
  return { start, end, owner, action, deadline: deadlineOf(context, start, end) }
}

/** Pledges of one paragraph that quotes people speaking for organisations. */
function spoken(
  context: CommitmentContext,
  sentences: readonly Sentence[],
  speakers: readonly Speaker[],
): ReadCommitment[] {
  const { text } = context.segmented
  const found: ReadCommitment[] = []
  let open = false
  for (const sentence of sentences) {
    const earlier = countBefore(speakers, sentence.start)
    const next = speakers[earlier]
    const speaker = next && next.start < sentence.end ? next : undefined
    const current = speaker ?? speakers[earlier - 1]
    const owner = (current ?? speakers[0])?.organisation || context.place
    if (speaker) {
      open = false
      if (/^[，：]?(?:要|各级)/.test(text.slice(speaker.end, speaker.end + 3))) continue
      const vows = text.slice(speaker.start, speaker.end).endsWith('表态')
      const said = speaker.end + (/^[，：“\s]*/.exec(text.slice(speaker.end, speaker.end + 4))?.[0].length ?? 0)
      const told = text.slice(said, sentence.end)
      const vowed = vows && VERB_START.test(told) && !TOLD.test(told)
      const pledge = vowed ? { start: said, future: true } : pledgeIn(text, sentence, speaker.end)
      if (pledge && !CALL.test(text.slice(speaker.end, pledge.start + 1))) {
        found.push(make(context, Math.max(pledge.start, speaker.end), endOf(sentence), owner))
        open = pledge.future
      } else open = false
      continue
    }
    if (!current) {
      const opening = /^\s*“/.test(text.slice(sentences[0]?.start ?? 0, sentence.end))
      if (!opening) {
        const pledge = pledgeIn(text, sentence, sentence.start)
        if (pledge && !CALL.test(sentence.text)) found.push(make(context, pledge.start, endOf(sentence), owner))
        continue
      }
      if (!RESOLVE.test(sentence.text) || /[？]/.test(sentence.text)) continue
      const pledge = pledgeIn(text, sentence, sentence.start)
      const from = sentence.start + (/^[\s“]*/.exec(sentence.text)?.[0].length ?? 0)
      if (pledge?.future && !TOLD.test(text.slice(from, pledge.start))) {
        found.push(
          make(
            context,
            text.slice(from, pledge.start).endsWith('我们') ? pledge.start - 2 : pledge.start,
            endOf(sentence),
            owner,
          ),
        )
      } else if (pledge?.future) found.push(make(context, pledge.start, endOf(sentence), owner))
      else if (!TOLD.test(sentence.text)) found.push(make(context, from, endOf(sentence), owner))
      continue
    }
    const pledge = pledgeIn(text, sentence, sentence.start)
    if (pledge && !CALL.test(sentence.text)) {
      found.push(make(context, pledge.future ? pledge.start : sentence.start, endOf(sentence), owner))
      open ||= pledge.future
    } else if (open && VERB_START.test(sentence.text) && !CALL.test(sentence.text) && !/[？]$/.test(sentence.text)) {
      found.push(make(context, sentence.start, endOf(sentence), owner))
    }
  }
  return found
}

/** A call on others at the head of a full sentence governs its semicolon parts. */
const calledBefore = (text: string, { wholeStart, start }: Sentence): boolean =>
  wholeStart < start && CALL.test(text.slice(wholeStart, start)) && !/表示|承诺/.test(text.slice(wholeStart, start))

/** Pledges of a paragraph told by the writer: 该市将…, 确保…, and the sentences that go on under the same 将. */
function narrated(context: CommitmentContext, sentences: readonly Sentence[]): ReadCommitment[] {
  const { text } = context.segmented
  const found: ReadCommitment[] = []
  let open = false
  for (const sentence of sentences) {
    if (sentence.isHeading || CROWD.test(sentence.text)) {
      open = false
      continue
    }
    const pledge = pledgeIn(text, sentence, sentence.start)
    if (calledBefore(text, sentence)) {
      open = false
      continue
    }
    if (pledge && !CALL.test(sentence.text)) {
      const goesOn: boolean = open && VERB_START.test(sentence.text)
      const start = goesOn && !pledge.future ? sentence.start : pledge.start
      found.push(make(context, start, endOf(sentence), context.ownerAt(pledge.start)))
      open = pledge.future || goesOn
    } else if (open && VERB_START.test(sentence.text) && !TOLD.test(sentence.text) && !CALL.test(sentence.text)) {
      found.push(make(context, sentence.start, endOf(sentence), context.ownerAt(sentence.start)))
    } else open = false
  }
  return found
}

/**
 * Pledges of organisations about their own action: each sentence or semicolon part under 将, 力争, 确保, 计划 or 承诺.
 * Calls on others (要), expectations (预计, 项目将成为) and the voices of a crowd are none.
 */
export function readCommitments(context: CommitmentContext): ReadCommitment[] {
  const { segmented, speakers } = context
  const found: ReadCommitment[] = []
  let index = 0
  for (let paragraph = 0; paragraph < segmented.paragraphs.length; paragraph += 1) {
    const sentences: Sentence[] = []
    for (
      let sentence = segmented.sentences[index];
      sentence?.paragraph === paragraph;
      sentence = segmented.sentences[index]
    ) {
      sentences.push(sentence)
      index += 1
    }
    const own = speakers.slice(
      countBefore(speakers, segmented.paragraphs[paragraph]?.start ?? 0),
      countBefore(speakers, segmented.paragraphs[paragraph]?.end ?? 0),
    )
    const made = own.length > 0 ? spoken(context, sentences, own) : narrated(context, sentences)
    for (const commitment of made) found.push(commitment)
  }
  return found.filter(({ start, end }) => end - start >= 6)
}
