import type { Catalogue } from '../../../kernel/language.ts'
import { methodsZh } from './methods.zh-CN.ts'
import { reasonsZh } from './reasons.zh-CN.ts'
import { roundsZh } from './rounds.zh-CN.ts'
import { schemePagesZh } from './scheme-pages.zh-CN.ts'
import { schemesZh } from './schemes.zh-CN.ts'
import { screensZh } from './screens.zh-CN.ts'

/** The words of assessment in Chinese. */
export const zhCN = {
  methods: methodsZh,
  schemes: schemePagesZh,
  screens: screensZh,
  problems: {
    'assessment.not_json': () => '不是完整的 JSON：可能少了括号、逗号或引号，请核对。',
    'assessment.shape': ({ what }) => `写法不对：${what}。`,
    'assessment.key_twice': ({ key }) => `「${key}」出现了两次，请去掉一个。`,
    'assessment.usage_criterion': ({ name, word }) =>
      `「${name}」考核的是系统使用或留痕（“${word}”），减负规定不允许计分，请改为考核结果。`,
    'assessment.per_zero': () => '每一步的距离不能是 0。',
    'assessment.stretch_back': ({ through }) => `这一段止于 ${through}，没有离开基准继续向外，请改正各段的终点。`,
    'assessment.stretch_hides': () => '没有终点的一段只能放在最后，它后面的段永远用不上。',
    'assessment.stretch_ends': ({ through }) => `最后一段止于 ${through}，再往外的数没有分值；请把最后一段的终点留空。`,
    'assessment.bounds_cross': ({ least, most }) => `最低分 ${least} 高于最高分 ${most}。`,
    'assessment.floor_above': ({ floor, ceiling }) => `起点分 ${floor} 须大于 0 并低于满分 ${ceiling}。`,
    'assessment.unknown_unit': ({ unit }) => `办法里没有单位「${unit}」。`,
    'assessment.unknown_criterion': ({ criterion }) => `办法里没有指标「${criterion}」。`,
    ...schemesZh.problems,
    'assessment.unknown_line': ({ of }) => `没有编号为「${of}」的加减分可以冲销。`,
    ...roundsZh.problems,
  },
  fields: {
    scheme: '办法',
    values: '数据',
    entries: '加减分',
    vetoes: '一票否决',
    before: '上期名次',
    explain: '要说明的单位',
    name: '名称',
    units: '单位',
    criteria: '指标',
    points: '分值',
    decimals: '小数位',
    method: '计分方法',
    terms: '比值',
    cap: '封顶',
    mark: '基准',
    per: '每一步',
    above: '超出的分段',
    below: '不足的分段',
    least: '最低分',
    most: '最高分',
    lines: '加分项',
    steps: '分档',
    conditions: '条件',
    floor: '起点分',
    ceiling: '满分',
    bonusCap: '加分封顶',
    ground: '否决情形',
    through: '止于',
    measure: '衡量',
    group: '分组',
    groups: '分组',
    ...roundsZh.fields,
  },
  reasons: { ...schemesZh.reasons, ...reasonsZh },
  tellings: roundsZh.tellings,
  operations: { 'assessment.try': '试算考核办法', ...schemesZh.operations, ...roundsZh.operations },
} satisfies Catalogue & Record<string, unknown>
