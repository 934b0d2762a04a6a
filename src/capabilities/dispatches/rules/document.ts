import type { DocType } from './dispatch-shapes.ts'
import type { RemovedText } from './clean.ts'
import type { Segmented } from './segment.ts'

const STAMP =
  /(?<!\d)((?:19|20)\d\d)\s*(?:年|-|\/|\.)\s*(\d{1,2})\s*(?:月|-|\/|\.)\s*(\d{1,2})(?!\d{3})\s*(?:日)?\s*(\d{1,2}[:：]\d{2})?/g
const LABEL = /发布|时间|日期|来源|发表|稿源|date/i

const two = (text: string): string => text.padStart(2, '0')

/**
 * The printed date of publication, `YYYY-MM-DD`: of the lines around the article (source, time of publication), else
 * of a line of its own at the head or foot. Never inferred from what the article tells; null where none is printed.
 */
export function readDate(segmented: Segmented, removed: readonly RemovedText[]): string | null {
  let best: { date: string; score: number } | null = null
  const offer = (line: string, bonus: number) => {
    for (const match of line.matchAll(STAMP)) {
      const month = Number(match[2])
      const day = Number(match[3])
      if (month < 1 || month > 12 || day < 1 || day > 31) continue
      const score = bonus + (LABEL.test(line) ? 2 : 0) + (match[4] ? 2 : 0)
      const date = `${match[1]}-${two(match[2] ?? '')}-${two(match[3] ?? '')}`
      if (!best || score > best.score) best = { date, score }
    }
  }
  for (const { kind, text } of removed) {
    if (kind === 'furniture' && text.length <= 200) offer(text, 2)
  }
  segmented.paragraphs.forEach(({ start, end }, index) => {
    const line = segmented.text.slice(start, end).trim()
    const edge = index < 6 || index >= segmented.paragraphs.length - 3
    if (!edge || line.length > 60 || /[，；！？]|(?:会议|大会|全会)上/.test(line) || /。./.test(line)) return
    const rest = line
      .replace(STAMP, '')
      .replace(/【[^】]*】|\[[^\]]*\]|（[^）]*）/g, '')
      .trim()
    if (LABEL.test(line) || rest.length <= 12) offer(line, 1)
  })
  return (best as { date: string; score: number } | null)?.date ?? null
}

/** News of how the economy ran: 一季度经济实现良好开局. */
const RUN_OF_ECONOMY =
  /(?:[一二三四]季度|[上下]半年|前三季度|全年|\d{1,2}[—\-至到]\d{1,2}月)[^，。\n]{0,12}(?:经济(?!开发|技术|区)|生产总值|GDP|工业(?!园))|经济运行/

const KINDS: readonly (readonly [DocType, readonly (readonly [RegExp, number])[]])[] = [
  [
    'reaction',
    [
      [
        /热烈反响|引发(?:热烈)?反响|强烈反响|热议|纷纷表示|反响热烈|引起[^，。]{0,8}反响|谈落实|话落实|畅谈|谈体会|学习贯彻[^，。]{0,16}(?:会议|大会)精神|收听收看/g,
        4,
      ],
      [/表示[，：]/g, 0.6],
    ],
  ],
  [
    'competition',
    [[/擂台|比武|大比拼|打擂|赛马|竞赛|擂主|比学赶超|亮晒|晒比|评比活动|排位赛|擂台赛|路演大赛|演讲比赛|大比武/g, 2]],
  ],
  [
    'approval_reform',
    [
      [
        /审批|放管服|一件事|政务服务|营商环境|一窗|容缺|拿地即开工|最多跑一次|一网通办|证照|不见面|无证明|办事大厅|企业开办|帮办|代办|办理时限|申请材料|即时办结/g,
        1,
      ],
    ],
  ],
  [
    'investment_promotion',
    [[/招商|双招双引|推介会|洽谈|引资|客商|投资考察|以商招商|产业链招商|招商小分队|外资|乡贤|投资环境|对接会/g, 1]],
  ],
  [
    'project_review',
    [
      [
        /集中开工|集中签约|开工仪式|签约仪式|奠基|重点项目|重大项目|项目观摩|现场观摩|观摩评议|项目建设|竣工投产|项目推进|开工活动|集中竣工|观摩团|观摩会/g,
        1,
      ],
    ],
  ],
  [
    'mobilisation',
    [
      [
        /动员大会|动员会|工作动员|动员全[县市区州]上下|表态发言|会议强调|会议指出|会议要求|誓师|部署会|冲锋号|攻坚战|开门红|新春第一会|工作会议|全体会议|经济工作会|拼经济|开局|目标任务|吹响|攻坚年|提升年|突破年|目标是|作风/g,
        1,
      ],
    ],
  ],
  [
    'feature',
    [
      [
        /记者走进|走进[^，。]{2,14}(?:车间|现场|村)|映入眼帘|机器轰鸣|笑着说|今年\d{2}岁|村民|致富|一幅|画卷|见闻|故事|蹲点|走笔|扫描|侧记|纪实|巡礼|综述|春日|老乡|游客/g,
        1.2,
      ],
    ],
  ],
]

/**
 * The kind of a dispatch, by what its title, first sentences and body speak of, each word counting less the more often
 * it has been seen.
 */
export function readDocType(segmented: Segmented): DocType {
  const { text, paragraphs, sentences } = segmented
  const title = paragraphs
    .slice(0, 2)
    .map(({ start, end }) => text.slice(start, end))
    .filter((line) => line.length <= 60)
    .join('\n')
  const leadEnd = sentences.filter(({ isHeading }) => !isHeading)[3]?.end ?? text.length
  const lead = text.slice(title.length, Math.min(leadEnd, 600))
  if (RUN_OF_ECONOMY.test(title) && !/项目|招商|动员|观摩|擂台|开门红/.test(title)) return 'other'
  let best: DocType = 'other'
  let bestScore = 2.5
  for (const [kind, patterns] of KINDS) {
    let score = 0
    for (const [pattern, weight] of patterns) {
      const count = (part: string): number => Math.sqrt(part.match(pattern)?.length ?? 0)
      score += weight * (4 * count(title) + 2.5 * count(lead) + 1 * count(text))
    }
    if (score > bestScore) {
      best = kind
      bestScore = score
    }
  }
  return best === 'other' && /“[^“”]{10,}[。！]”/.test(text) ? 'feature' : best
}
