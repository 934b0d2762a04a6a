import words from '../data/project-words.json' with { type: 'json' }

const GENERIC = [...new Set(words.generic)].sort((a, b) => b.length - a.length)
const GENERIC_RUN = new RegExp(`^(?:${GENERIC.join('|')}|[、·和与及的“”\\s\\d.]|[亿万]元?|以上|个)+?$`)
const CAMPAIGN = new RegExp(`(?:${words.campaigns.join('|')})$`)
const HEAD = /(?:建设)?(?:项目|工程)$/
/** Words that cannot stand inside a name; a name begins behind the last of them. */
const NAME_BREAKS =
  /(?:推进|推动|加快|加速|抓好|抓紧|抓实|实施|走进|来到|走访|参观|观摩|查看|察看|调研|考察|位于|坐落于|落户|作为|成为|通过|围绕|依托|聚焦|以及|包括|涵盖|涉及|分别为|分别是|新建|续建|改建|开工建设|动工建设|投资建设|建设的|打造的|实施的|引进的|承建的|签约的|投产|竣工|投用|谋划|储备|申报|争取|完成|确保|促进|服务|保障|支持|带动|配套|总投资|占地|计划|预计|[由从在到对把将被让使为是的了着，。；：！？、“”‘’《》（）()\n\s]|——|\d{1,2}月(?:份|底|初|中旬|上旬|下旬|\d{1,2}日)?前?|年底前?|[这那该此各每某]个?|\d+个|一批|其中|年内|今年|举行|举办|召开|启动|季度|年度|洽谈|合作|目前|随着|如今|正在|全力|全面|重点)/g

const INVESTED =
  /^(?:项目)?(?:总|计划总|计划|预计总|预计|估算总|概算总|概算|规划总|一期)?投资(?:额)?(?:约|近|达|超|超过|为|共)?[\d.]+(?:多|余)?(?:万|亿)?(?:美)?元(?:人民币)?(?:的|、|，|建设|，建设)?/
const LIST_VERB =
  /^.*(?:推进|推动|加快|加速|抓好|抓紧|抓实|实施|走进|来到|走访|参观|观摩了?|查看了?|察看了?|调研|考察|投产|开工|竣工|签约|引进|引入|招引|落户|培育|建设|建成|打造|完善|依托|包括|涵盖|涉及|如|像|以|对|把|将|为|在|由|与|和|有|了|及|是|的|：|——|服务|支持|保障|储备|谋划|争取|申报|重点|年内|已有|现有|其中|聚焦|围绕|围绕着|展示了?|盯紧|紧盯|确保)(?=.{3,}$)/

/** Whether a name says nothing but what any project could be called (重点项目, 新建续建项目). */
export function isGenericName(name: string): boolean {
  const bare = name.replace(HEAD, '')
  if (bare.length < 3) return true
  if (CAMPAIGN.test(name)) return true
  return GENERIC_RUN.test(bare) || GENERIC_RUN.test(bare.replace(/^(?:[\u4E00-\u9FFF]{2,6}?[省市县区州旗])+/, ''))
}

/** Whether words can be the name of a project: neither generic nor a body, a count or a slogan. */
export function plausibleName(name: string): boolean {
  if (name.length < 3 || name.length > 40 || isGenericName(name)) return false
  if (
    /[，。；：！？\n]/.test(name) ||
    /(?:公司|集团|企业|[局委办部]|管委会|单位|街道|(?<!小)镇|[乡县]|大学|学院)(?:建设)?(?:项目|工程)?$/.test(name)
  )
    return false
  if (/\d+(?:名|人|位)/.test(name)) return false
  if (/^(?:狠抓|大抓|紧抓)|[和与及、](?:建设)?(?:项目|工程)$/.test(name)) return false
  if (/^(?:奋战|决战|决胜|大干|冲刺|比拼)/.test(name)) return false
  if (/^(?:全年|年内|今年|当年)|签订|签约|不低于|不少于|累计|推介|暨/.test(name)) return false
  if (/[好大新强优]项目$/.test(name) && name.length <= 10) return false
  if (/(?:[抓促拼谋引跑晒比赛盯推干]|大抓|狠抓)项目$/.test(name)) return false
  return !/^(?:未|已|无需|第|前|后|上|下|全[省市县区]|[一二三四五六七八九十两\d]+[个项大批名条座栋期]|多|其|这|那|我|你|他|不|没|很|更|最|如何|什么)/.test(
    name,
  )
}

/** Characters of a name that generic words leave uncovered: what makes it proper. */
export function properLength(name: string): number {
  let rest = name.replace(HEAD, '')
  let proper = 0
  while (rest.length > 0) {
    const word = GENERIC.find((generic) => generic.length > 1 && rest.startsWith(generic))
    if (word) rest = rest.slice(word.length)
    else {
      proper += /[\u4E00-\u9FFFA-Za-z]/.test(rest.charAt(0)) ? 1 : 0
      rest = rest.slice(1)
    }
  }
  return proper
}

/** Where the name that ends at the end of `left` begins: behind the last word that no name contains. */
export function nameStart(left: string): number {
  let at = 0
  for (const match of left.matchAll(NAME_BREAKS)) {
    const end = match.index + match[0].length
    if (end < left.length) at = end
  }
  return at
}

/** A member of a list of names, without its leading verbs and its investment; `offset` is where the name begins. */
export function listMember(item: string, isFirst: boolean): { name: string; offset: number } {
  let offset = 0
  let rest = item
  const drop = (length: number) => {
    offset += length
    rest = rest.slice(length)
  }
  const lead = /^[\s“”‘’]+/.exec(rest)
  if (lead) drop(lead[0].length)
  if (isFirst) {
    const invested = /(?:总|计划|预计)?投资(?:额)?(?:约|近|达|超|超过|为)?[\d.]+(?:多|余)?(?:万|亿)?(?:美)?元的/.exec(
      rest,
    )
    if (invested) drop(invested.index)
    else {
      const verb = LIST_VERB.exec(rest)
      if (verb && !/^.{0,3}年产/.test(rest)) drop(verb[0].length)
    }
  }
  const sited = /^[^，。；]{0,10}?占地(?:面积)?(?:约)?[\d.]+(?:余|多)?(?:万)?(?:亩|平方米|公顷)的/.exec(rest)
  if (sited) drop(sited[0].length)
  const invested = INVESTED.exec(rest) ?? (isFirst ? null : /^[\d.]+(?:多|余)?[亿万]元的(?=.{3})/.exec(rest))
  if (invested) drop(invested[0].length)
  return { name: rest.replace(/[“”‘’\s]+$/, ''), offset }
}

/** Dice overlap of the characters of two names, project words aside: 1 for the same characters. */
export function nameOverlap(one: string, other: string): number {
  const counts = new Map<string, number>()
  const [a, b] = [one.replace(HEAD, ''), other.replace(HEAD, '')]
  for (const char of a) counts.set(char, (counts.get(char) ?? 0) + 1)
  let shared = 0
  for (const char of b) {
    const left = counts.get(char) ?? 0
    if (left > 0) {
      shared += 1
      counts.set(char, left - 1)
    }
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length)
}
