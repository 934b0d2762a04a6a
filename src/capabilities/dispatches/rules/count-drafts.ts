import { LEVEL } from './amount-drafts.ts'
import { base, countName, type Draft, inherited, type Walk } from './draft-shapes.ts'
import { additionVerb, cleanName, closingVerb, countedNoun, trimIndicator } from './phrases.ts'
import type { Quantity } from './quantities.ts'
import type { Span } from './segment.ts'

/** Measure words of built things, whose noun stands behind. */
const BUILT = /^万?(?:栋|幢|条|座|台|套|间|所|辆|架|艘)$/
/** Verbs of addition that a total is told without: 新增企业5家，总数达到80家. */
const ADDED = /^(?:新增|新登记|新培育|培育|新引进|引进|新认定|认定|新签约|新开工|净增)/

const NOUN_END =
  /[\u4E00-\u9FFF]{2,}(?:项目|企业|园区|基地|机构|工程|人才|岗位|平台|事项|数|量|公司|产业园|集群|学校|医院|村|社区|合作社)$/

/** Draft of things counted: the noun behind the figure, or the name before it, with the verb of addition. */
export function countDraft(walk: Walk, quantity: Quantity, clause: Span, left: string): Draft {
  const right = walk.text.slice(quantity.end, Math.min(clause.end, quantity.end + 40))
  const level = LEVEL.exec(left)
  const ownName = trimIndicator(level?.[1] && trimIndicator(level[1]) !== '' ? level[1] : left)
  const unit = quantity.unit ?? ''
  if (unit.endsWith('次') && !unit.endsWith('人次')) {
    const act = cleanName(right.slice(0, 14).replace(/[，。；].*$/, ''))
    const name = ownName === '' ? act : /次数?$/.test(ownName) ? ownName : `${ownName}${act}`
    return {
      ...base(quantity),
      indicator: /次数?$/.test(name) ? name : `${name}次数`,
      comparator: quantity.bound,
      counted: true,
    }
  }
  if (unit === '分') {
    const told = /^的?[\u4E00-\u9FFF]{0,4}?(成绩|得分|总分)/.exec(right)?.[1]
    const name = ownName.replace(/以(?:[\u4E00-\u9FFF]{0,4})?$/, '')
    const indicator = /(?:得分|成绩|总分|评分)$/.test(ownName)
      ? ownName.replace(/以(?=[\u4E00-\u9FFF]{2,4}$)/, '')
      : `${name}${told ?? '得分'}`
    return { ...base(quantity), indicator, comparator: quantity.bound }
  }
  const noun = countedNoun(right)
  const startsVerb =
    /^(?:，|。|、|；|：|（|”|以上|左右|次?$|签约|开工|投产|达|被|已|均|建成|竣工|获|入选|成功|全部|实现|完成|增收|受益|的$)/.test(
      right,
    )
  const verb = additionVerb(left)
  let name: string
  const honour =
    /^([\u4E00-\u9FFF]{2,6}?)(?:成功)?(入选|获批|获评|认定为|评为|荣获|入围|上榜|跻身)(?:了|为)?([^，。；、]{2,24}?)(?:名单|称号|行列|荣誉)?(?=[，。；、]|$)/.exec(
      right,
    )
  if (honour && noun !== '' && noun.length <= 6) {
    const title = cleanName(honour[3] ?? '')
    name = `${honour[2]}${title}${/企业|项目|工厂|集群|产品|品牌|单位|园区|基地|示范/.test(title) ? '' : noun}`
  } else if (unit.endsWith('人次') && ownName !== '') name = ownName
  else if (noun !== '' && !startsVerb && !(ownName.length >= 2 && NOUN_END.test(ownName) && !BUILT.test(unit))) {
    const closing = closingVerb(left) ?? (verb && ownName.startsWith(verb) && ownName.length <= 6 ? verb : '')
    name = `${closing}${noun}`
  } else {
    name = ownName || noun
    if (walk.last && /^超?[\d百千万亿]+元企业$/.test(name)) name = carryModifier(walk.last.indicator, name)
    if (verb && name === verb && walk.lastNoun !== '')
      name = `${verb}${walk.lastNoun.replace(/^(?:新开工|新签约|新增|签约|开工)/, '')}`
    else if (
      /^(?:国家|省|市|县)级?(?:[\u4E00-\u9FFF]*)?(?:企业|项目)$/.test(name) &&
      walk.last &&
      /^、?$/.test(left.slice(0, 1))
    ) {
      const lead = /^(?:新增|新培育|新引进|引进|新认定|获批|入选)/.exec(walk.lastNoun)?.[0]
      if (lead && left.startsWith('、')) name = `${lead}${name}`
    }
  }
  if (name === '') name = inherited(walk, clause).replace(/数$/, '')
  if (/^(?:总数|总量|数量|存量|累计)$/.test(name) && walk.lastNoun !== '')
    name = `${walk.lastNoun.replace(ADDED, '')}${name === '累计' ? '' : name}`
  walk.lastNoun = name
  return { ...base(quantity), indicator: countName(name), comparator: quantity.bound, counted: true }
}

/** 新增年税收超千万元企业4家、超百万元企业9家: the second counts the same under another bound. */
function carryModifier(previous: string, name: string): string {
  const match = /^(.*?)超?\d/.exec(previous)
  return match?.[1] ? `${match[1]}${name}` : name
}
