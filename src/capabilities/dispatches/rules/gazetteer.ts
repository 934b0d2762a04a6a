/** A row of the region table: GB/T 2260 code and full name. */
export type RegionRow = readonly [code: string, name: string]

/** A region named in a text; `full` tells that its kind (省, 市, 县, 区) is said. */
export interface RegionMention {
  readonly start: number
  readonly end: number
  readonly code: string
  readonly name: string
  readonly full: boolean
}

/** Finds regions by name; made of a region table that the caller brings. */
export interface Gazetteer {
  /** Regions named in a text, longest name first at each place, in order. A shared name gives every region of it. */
  find(text: string): RegionMention[]
  /** Full name of a code; undefined where the table has none. */
  nameOf(code: string): string | undefined
}

const NATIONS =
  '蒙古族|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族|塔吉克|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|蒙古'
const KIND = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|省|市|县|区|盟|旗)$/
const LEADING_NATIONS = new RegExp(`(?:${NATIONS})+$`)

/** Name without its kind and nations: 恩施土家族苗族自治州 is 恩施; 黟县 and 城区 have no short name. */
function shortName(name: string): string {
  const bare = name.replace(KIND, '')
  const short = /自治/.test(name) ? bare.replace(LEADING_NATIONS, '') || bare : bare
  return short.length >= 2 ? short : name
}

const levelOf = (code: string): 1 | 2 | 3 => (code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3)

/** Short names that are common words or other things; only their full name counts. */
const AMBIGUOUS =
  /^(?:和平|东方|长安|朝阳|新城|新华|新兴|新安|新丰|东风|向阳|红旗|前进|建设|平安|大通|海港|江北|江东|江南|河东|河西|河口|山城|鼓楼|中原|友好|繁荣|幸福|光明|永定|青山|市中|兴安|东山|南山|北山|西山|龙山|龙湖|龙门|宝山|金山|华山|泰山|南湖|东湖|西湖|北湖|双桥|双龙|白云|清河|清水|白水|老城|古城|通道|洞口|桃源|仙游|安定|开平|高阳|望都|安新|清新|永福|平乐|大方|公安|同心|互助|合作|民乐|富民|安宁|永安|永平|永春|康乐|正宁|华池|文成|文山|方城|修文|修武|静海|武功|资源|平原|新干|阳春|兴国|兴业|共和|太和|中方|东乡|西乡|安居|和顺|宁远|高台|吉祥|高明|大安|平远|长乐|永乐|富强|富裕|延寿|三江|集美|同安|灵山|天台|石门|大同区|长泰|双流|繁昌|乐业|大新|东兴|东光|东明|新建|民权|民和|尚义)$/

/** Makes a finder of a region table. Pure; the table is read once, finding is linear in the text. */
export function makeGazetteer(rows: readonly RegionRow[]): Gazetteer {
  const names = new Map<string, { code: string; full: boolean }[]>()
  const codes = new Map<string, string>()
  const add = (name: string, code: string, full: boolean) => {
    const list = names.get(name) ?? []
    list.push({ code, full })
    names.set(name, list)
  }
  for (const [code, name] of rows) {
    codes.set(code, name)
    add(name, code, true)
    const short = shortName(name)
    const isDistrict = levelOf(code) === 3 && name.endsWith('区')
    if (short !== name && !isDistrict && !AMBIGUOUS.test(short)) add(short, code, false)
    if (short !== name && name.endsWith('自治州')) add(`${short}州`, code, true)
  }
  const lengths = new Map<string, number[]>()
  for (const name of names.keys()) {
    const key = name.slice(0, 2)
    const list = lengths.get(key) ?? []
    if (!list.includes(name.length)) list.push(name.length)
    lengths.set(key, list)
  }
  for (const list of lengths.values()) list.sort((a, b) => b - a)
  return {
    nameOf: (code) => codes.get(code),
    find(text) {
      const found: RegionMention[] = []
      for (let at = 0; at + 1 < text.length; ) {
        const candidates = lengths.get(text.slice(at, at + 2))
        const length = candidates?.find((size) => names.has(text.slice(at, at + size)))
        if (length === undefined) {
          at += 1
          continue
        }
        const end = at + length
        for (const { code, full } of names.get(text.slice(at, end)) ?? []) {
          found.push({ start: at, end, code, name: codes.get(code) ?? '', full })
        }
        at = end
      }
      return found
    },
  }
}

/** A finder that knows no region. */
export const EMPTY_GAZETTEER: Gazetteer = { find: () => [], nameOf: () => undefined }

/** Level of a region code: 1 province, 2 prefecture, 3 county. */
export function regionLevel(code: string): 1 | 2 | 3 {
  return levelOf(code)
}
