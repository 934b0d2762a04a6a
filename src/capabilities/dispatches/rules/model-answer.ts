import { parseArea } from '../../../kernel/area.ts'
import { fromYi } from '../../../kernel/yuan.ts'
import { type RowValues, RowValues as RowShape } from '../contract.ts'
import { decimalOf } from './amounts.ts'
import { lastDayOfNotation, periodOfNotation } from './ledger-periods.ts'

/** What a model is asked, besides the text itself. The answer has the published shape of a reading. */
export const MODEL_INSTRUCTION = `从下面的新闻或讲话中抽取三类内容，只输出一个 JSON 对象：
{"targets":[{"quote","indicator","value","value2","unit","comparator","from","period","status","owner"}],
"projects":[{"quote","name","investment_yi","area_mu","region","enterprise"}],
"commitments":[{"quote","owner","action","deadline"}]}
quote 必须是原文中一字不差的连续片段，并含有所抽取的数字。comparator 取 >= > <= < = ~ rank increase_to increase_by reduce_to reduce_by。
status 取 target achieved existing planned。period、deadline 写作 2023、2023H1、2023Q1、2023-06，没有写 null。没有的字段写 null，不要编造。`

const listOf = (answer: unknown, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null).slice(0, 100) : []
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)
const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/**
 * The rows of a model's answer that have the right shape, with their quotes; what does not is left out. Nothing is believed yet: the
 * quotes and figures are verified against the original where the rows are proposed.
 */
export function rowsOfAnswer(answer: unknown): readonly { readonly quote: string; readonly values: RowValues }[] {
  const targets = listOf(answer, 'targets').map((each) => ({
    quote: each['quote'],
    values: {
      kind: 'target',
      indicator: each['indicator'],
      indicatorId: null,
      value: decimalOf(numberOf(each['value'])),
      value2: decimalOf(numberOf(each['value2'])),
      unit: textOf(each['unit']),
      comparator: each['comparator'],
      from: decimalOf(numberOf(each['from'])),
      period: periodOfNotation(textOf(each['period'])),
      status: each['status'],
      owner: textOf(each['owner']),
      unitId: null,
    },
  }))
  const projects = listOf(answer, 'projects').map((each) => ({
    quote: each['quote'],
    values: {
      kind: 'project',
      name: each['name'],
      projectId: null,
      investment: yuanOf(numberOf(each['investment_yi'])),
      area: areaOf(numberOf(each['area_mu'])),
      stage: null,
      place: textOf(each['region']),
      enterprise: textOf(each['enterprise']),
      unitId: null,
    },
  }))
  const commitments = listOf(answer, 'commitments').map((each) => ({
    quote: each['quote'],
    values: {
      kind: 'commitment',
      owner: textOf(each['owner']),
      unitId: null,
      action: each['action'],
      dueOn: lastDayOfNotation(textOf(each['deadline']), null),
    },
  }))
  return [...targets, ...projects, ...commitments].flatMap(({ quote, values }) => {
    const parsed = RowShape.safeParse(values)
    return typeof quote === 'string' && quote !== '' && quote.length <= 2000 && parsed.success
      ? [{ quote, values: parsed.data }]
      : []
  })
}

function yuanOf(yi: number | null): number | null {
  const amount = yi === null || yi < 0 ? undefined : fromYi(yi, 'half_up')
  return amount?.ok ? amount.value : null
}

function areaOf(mu: number | null): number | null {
  const area = mu === null ? undefined : parseArea(mu, 'mu')
  return area?.ok ? area.value : null
}
