import table from '../data/units.json' with { type: 'json' }

/** Families of units; a figure may only be compared with one of its own family. */
export type UnitKind =
  | 'money'
  | 'percent'
  | 'area'
  | 'length'
  | 'volume'
  | 'mass'
  | 'power'
  | 'energy'
  | 'time'
  | 'times'
  | 'count'

const KINDS: readonly UnitKind[] = [
  'money',
  'percent',
  'area',
  'length',
  'volume',
  'mass',
  'power',
  'energy',
  'time',
  'times',
  'count',
]

/** A unit found at a place: its text, family, and how many characters it takes. */
export interface UnitMatch {
  readonly text: string
  readonly kind: UnitKind
  readonly length: number
}

const BY_FIRST = new Map<string, { text: string; kind: UnitKind }[]>()
for (const kind of KINDS) {
  for (const text of table[kind]) {
    const first = text.charAt(0)
    const list = BY_FIRST.get(first) ?? []
    if (!list.some((unit) => unit.text === text)) list.push({ text, kind })
    BY_FIRST.set(first, list)
  }
}
for (const list of BY_FIRST.values()) list.sort((a, b) => b.text.length - a.text.length)

/** Words that begin like a unit and are none (一个人 apart): 家庭, 人才, 条件, 年产 and others. */
const NOT_A_UNIT =
  /^(?:家庭|家长|家园|家乡|人才|人均|人民(?!币)|人气|人家|项目|条件|条例|件事|名单|名录|名牌|名优|处理|处于|座谈|套路|种植|种业|种子|支持|支撑|支部|支付|批准|批复|批示|张图|片区|所有|所在|间接|头部|头雁|门口|门类|门店|届时|场地|场馆|场所|场景|轮廓|轮动|块地|部门|部署|部分|本土|本地|份额|册封|例如|起步|起来|起势|笔试|单位|单项|单体|单元|组织|组建|列入|列为|架构|口岸|口子|根据|根本|段落|期间|对接|对标|对外|对于|级别|副产|副业|道路|把手|款项|类型|大力|大型|大会|大局|大量|大户|大学|大道|班子|队伍|斤两|箱体|车间|车辆|车站|村庄|村级|村民|村镇|度假|度夏|天然|天津|日报|日前|周边|周年|周期|年产|年度|年内|年底|年初|年末|年来|年均|年第|年税|年销|年上|年前|年后|年间|年龄|年轻|年代|升级|升至|升规|方面|方式|方向|方案|方法|方位|克服|米袋|分钟内办|次第|次年|次日|位于|位居|位列|位次|台账|台阶|套餐|栋梁|辆车|宗旨|只有|只要|只用|区|分钟|分点|分别|分为|分之|分布|分类|分管|分享|分列|分公司|分析|分行|分支|分包|分解|分配|分级|分区|分批|分期|分红|分量|分工|分会|分管)/

/** Spellings that mean another unit of the table. */
const CANONICAL: Readonly<Record<string, string>> = {
  个位次: '位',
  位次: '位',
  农户: '户',
  '台（套）': '台',
  台套: '台',
  '台/套': '台',
  张床位: '床位',
  元人民币: '元',
  美金: '美元',
  美圆: '美元',
  港币: '港元',
  标煤: '吨标准煤',
  kW: '千瓦',
  KW: '千瓦',
}

/** The unit that begins at `at`, the longest one; undefined where none does. */
export function unitAt(text: string, at: number): UnitMatch | undefined {
  const list = BY_FIRST.get(text.charAt(at))
  if (!list) return undefined
  for (const unit of list) {
    if (!text.startsWith(unit.text, at)) continue
    if (unit.text.length === 1 && NOT_A_UNIT.test(text.slice(at, at + 5))) continue
    if (/[A-Za-z]$/.test(unit.text) && /[A-Za-z]/.test(text.charAt(at + unit.text.length))) continue
    return { text: CANONICAL[unit.text] ?? unit.text, kind: unit.kind, length: unit.text.length }
  }
  return undefined
}
