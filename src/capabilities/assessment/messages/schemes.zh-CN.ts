import type { Comparator, Level } from '../contract.ts'

type Params = Readonly<Record<string, string | number>>

const LEVELS: Readonly<Record<Level, string>> = { month: '月度', quarter: '季度', year: '年度' }
const levelOf = (key: unknown) => LEVELS[key as Level] ?? ''
/** Which period of a level, in words: 一季度 is 第 1 季度. */
const periodOf = (level: unknown, at: string | number | undefined) =>
  level === 'month' ? `${at ?? ''} 月` : level === 'quarter' ? `第 ${at ?? ''} 季度` : '全年'
const SIGNS: Readonly<Record<Comparator, string>> = {
  at_least: '不低于',
  above: '高于',
  at_most: '不高于',
  below: '低于',
}
const signOf = (key: unknown) => SIGNS[key as Comparator] ?? ''
const MEASURES: Readonly<Record<string, string>> = { figure: '', percent: '%', excess: '' }

/** Words of schemes: operations, what a proof finds, why a unit is on a list. */
export const schemesZh = {
  operations: {
    'assessment.list_schemes': '列出考核办法',
    'assessment.show_scheme': '查看考核办法',
    'assessment.show_version': '查看考核办法的一版',
    'assessment.list_ledger_figures': '列出台账可取的数',
    'assessment.create_scheme': '新建考核办法',
    'assessment.draft_version': '起草考核办法的下一版',
    'assessment.save_draft': '保存考核办法草稿',
    'assessment.check_scheme': '核对考核办法草稿',
    'assessment.freeze_version': '冻结考核办法',
    'assessment.discard_draft': '丢弃考核办法草稿',
    'assessment.export_scheme': '导出考核办法',
    'assessment.import_scheme': '导入考核办法',
    'assessment.replay_scheme': '用往年数据推演考核办法',
  },
  problems: {
    'assessment.written_for_nothing': ({ name }: Params) => `「${name}」的计分方法按 0 分写成，换算不出别的分值。`,
    'assessment.name_taken': ({ year, name }: Params) => `${year} 年已经有叫「${name}」的考核办法，请换个名称。`,
    'assessment.draft_exists': () => '这个办法已经有一份草稿，请先改完或丢弃那一份。',
    'assessment.version_frozen': ({ number }: Params) => `第 ${number} 版已经冻结，不能再改；要改请起草下一版。`,
    'assessment.not_a_scheme': () => '这不是导出的考核办法文件。',
    'assessment.no_level': () => '还没有考核层级：至少要有月度、季度或年度中的一级。',
    'assessment.no_group': () => '还没有分组：单位只在组内比较，请先分组。',
    'assessment.no_criterion': () => '这一级还没有计分指标。',
    'assessment.group_empty': ({ name }: Params) => `「${name}」里还没有单位。`,
    'assessment.unit_twice': ({ unit }: Params) => `${unit}出现在两处；一个单位只能在一个组里。`,
    'assessment.unit_closed': () => '这个单位已经撤并或不存在，请从组里去掉。',
    'assessment.unit_outside': ({ unit }: Params) =>
      `${unit}和组里的单位是同一类，却不在任何组：请放进一个组，或写明理由列为不参加。`,
    'assessment.figure_without_source': ({ figure }: Params) => `计分方法要用「${figure}」，但没有说明这个数从哪里来。`,
    'assessment.figure_unread': ({ figure }: Params) => `计分方法用不到「${figure}」，请去掉这个数。`,
    'assessment.ledger_unknown': ({ name, figure }: Params) => `「${name}」要取的数「${figure}」台账里没有。`,
    'assessment.ledger_not_of_unit': ({ name }: Params) => `「${name}」只有全县的数，没有分单位的数。`,
    'assessment.ledger_not_for_period': ({ name }: Params) => `「${name}」不能按这一级的周期取数。`,
    'assessment.ledger_param_wanted': ({ name }: Params) => `「${name}」要指明是哪一个指标。`,
    'assessment.ledger_param_unwanted': ({ name }: Params) => `「${name}」不需要指明指标。`,
    'assessment.below_not_lower': ({ name, level, below }: Params) =>
      `「${name}」取的是${levelOf(below)}得分，但${levelOf(below)}不在${levelOf(level)}之下。`,
    'assessment.below_absent': ({ name, below }: Params) =>
      `「${name}」取${levelOf(below)}得分，但本办法没有${levelOf(below)}这一级。`,
    'assessment.below_outside': ({ name, at, inside }: Params) =>
      `「${name}」取第 ${at} 期，但这里面只有 ${inside} 期。`,
    'assessment.streak_criterion': ({ name }: Params) =>
      `「${name}」数的是另一个指标连续几期，请选同一级的另一个指标。`,
    'assessment.streak_figure': ({ name, figure }: Params) => `「${name}」要看「${figure}」，那个指标里没有这个数。`,
    'assessment.streak_of_streak': ({ name }: Params) => `「${name}」不能再数一个本身就是连续期数的数。`,
    'assessment.source_missing': ({ name }: Params) => `「${name}」还没有数据来源单位：谁填报、谁签认。`,
    'assessment.source_closed': ({ name }: Params) => `「${name}」的数据来源单位已经撤并，请另选一个。`,
    'assessment.source_is_assessed': ({ name, unit }: Params) =>
      `「${name}」由${unit}签认，而${unit}自己也被考核：谁被量，最好不由谁拿尺。`,
    'assessment.points_nothing': ({ name }: Params) =>
      `「${name}」的分值是 0，请写明分值；某季某月不考用季节权重写 0。`,
    'assessment.season_outside': ({ at, count }: Params) =>
      Number(count) === 1 ? '年度没有季节权重。' : `没有第 ${at} 期；这一级一年只有 ${count} 期。`,
    'assessment.base_outside': ({ base }: Params) => `基准分 ${base} 不在最低分和最高分之间。`,
    'assessment.shares_sum': ({ name, sum }: Params) =>
      `「${name}」各部分的份额合计 ${sum}，不是 1：满分拿不到，或会超过分值。`,
    'assessment.without_target': ({ name }: Params) =>
      `「${name}」按占比计分，分母可能是 0：没有写明这时给满分、不给分还是不计入，会按缺数处理。`,
    'assessment.alone_in_group': ({ name, group }: Params) =>
      `「${group}」只有一个单位，组内相对计分无从比较：「${name}」会直接给满分。可写明单独一家时的算法。`,
    'assessment.points_sum': ({ level, at, points }: Params) =>
      `${periodOf(level, at)}各指标分值合计 ${points} 分，不是 100 分。`,
    'assessment.extra_cap': ({ name, each, most }: Params) => `「${name}」一次 ${each} 分，封顶却只有 ${most} 分。`,
    'assessment.band_last': ({ name }: Params) => `最后一等「${name}」不能有分数线和名额，不然会有单位落不到任何一等。`,
    'assessment.band_order': ({ from }: Params) => `${from} 高于前一等的分数线；等次要从高到低排。`,
    'assessment.list_group': ({ name }: Params) => `「${name}」指定的分组不存在。`,
    'assessment.list_criterion': ({ name }: Params) => `「${name}」用到的指标不在这一级里。`,
    'assessment.list_figure': ({ name, figure }: Params) => `「${name}」要看「${figure}」，那个指标里没有这个数。`,
    'assessment.list_of_all': ({ name }: Params) => `「${name}」既没有名次也没有条件，会把所有单位都列上。`,
    'assessment.list_by_places': ({ name }: Params) =>
      `「${name}」只看名次：小组里干得不差的单位也会上榜，最好再加一个条件。`,
    'assessment.list_expected': ({ name }: Params) =>
      `「${name}」以预期性指标定黑榜；预期性指标是引导，不宜当作必须完成的任务。`,
    'assessment.lists_overlap': ({ red, black, group, of }: Params) =>
      `「${group}」只有 ${of} 个单位，「${red}」和「${black}」的名次会重叠，同一个单位可能两榜都上。`,
    'assessment.award_gained': ({ name }: Params) => `「${name}」按进位给，只能按总分名次算。`,
    'assessment.award_sign': ({ name }: Params) =>
      `「${name}」：星按名次递减给，红旗和进位奖不能按星数给，请改成一致。`,
  },
  reasons: {
    first_places: ({ rank, of, places }: Params) => `${of} 个单位中第 ${rank} 名，在前 ${places} 名之内`,
    last_places: ({ rank, of, places }: Params) => `${of} 个单位中第 ${rank} 名，在后 ${places} 名之内`,
    total_meets: ({ total, is, value }: Params) => `总分 ${total}，${signOf(is)} ${value}`,
    measure_meets: ({ name, criterion, measured, measure, is, value }: Params) => {
      const unit = MEASURES[String(measure)] ?? ''
      return `${name ?? criterion} ${measured}${unit}，${signOf(is)} ${value}${unit}`
    },
    excused: () => '有批准的免责理由，不列入',
    gained: ({ gained, places }: Params) => `比上期进 ${gained} 位，达到 ${places} 位`,
    stars: ({ rank, stars }: Params) => `第 ${rank} 名，${stars} 颗星`,
    band_reached: ({ band, total, from }: Params) => `总分 ${total}，达到「${band}」的 ${from} 分`,
    band_full: ({ band }: Params) => `「${band}」名额已满`,
    band_rest: ({ band }: Params) => `其余为「${band}」`,
    veto: () => '一票否决，不评等次',
  },
}
