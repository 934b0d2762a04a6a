import { exact, multiply, parseExact, toExactText } from '../../../kernel/exact.ts'
import type { Measure, Method, Steps, Stretch } from '../contract.ts'
import type { methodsZh } from '../messages/methods.zh-CN.ts'

/** The words of ways of scoring in one language. */
type MethodWords = typeof methodsZh

/** What a figure is called, by its key. */
type FigureNames = (key: string) => string

/** A way of scoring as a sentence: what is looked at, what it is worth, where it ends. */
export function methodText(method: Method, points: string, nameOf: FigureNames, words: MethodWords): string {
  const { said } = words
  switch (method.kind) {
    case 'proportional': {
      const terms = method.terms.map(({ actual, target, share }) => {
        const ratio = words.share(nameOf(actual), nameOf(target))
        return share === '1' ? ratio : said.part(ratio, percentText(share, words))
      })
      const cap = method.cap === null ? said.open : said.cap(percentText(method.cap, words))
      return said.proportional(terms.length > 1 ? `(${terms.join(said.plus)})` : (terms[0] ?? ''), points, cap)
    }
    case 'steps':
      return stepsText(method, nameOf, words)
    case 'additive':
      return [
        method.base === '0' ? '' : said.baseOf(method.base),
        ...method.lines.map(({ of, each, most }) => said.line(nameOf(of), each, most)),
        said.bounds(method.least, method.most),
      ]
        .filter(Boolean)
        .join(said.join)
    case 'step_table':
      return [
        ...method.steps.map((step) =>
          said.step(`${measureText(method.measure, nameOf, words)} ${step.from}${unitOf(method.measure)}`, step.points),
        ),
        said.otherwise,
      ].join(said.join)
    case 'all_or_nothing':
      return said.all(
        method.conditions
          .map(({ measure, is, value }) =>
            (is === 'above' ? said.aboveValue : said.at_least)(
              measureText(measure, nameOf, words),
              `${value}${unitOf(measure)}`,
            ),
          )
          .join(said.and),
        points,
      )
    case 'weighted':
      return said.weighted(
        method.parts.map(({ of, share }) => said.part(nameOf(of), percentText(share, words))).join(said.plus),
        points,
      )
    case 'min_max':
    case 'efficacy':
      return said[method.kind](measureText(method.measure, nameOf, words), method.floor, method.ceiling, points)
    default: {
      const measure = measureText(method.measure, nameOf, words)
      const { by } = method
      if (by.kind === 'step') return said.rank_step(measure, by.first, by.step)
      const places = by.places.toSorted((one, other) => one.through - other.through)
      return said.rank_table(
        measure,
        places
          .map(({ through, points: worth }, at) => said.rankThrough((places[at - 1]?.through ?? 0) + 1, through, worth))
          .join(said.join),
      )
    }
  }
}

function stepsText(method: Steps, nameOf: FigureNames, words: MethodWords): string {
  const { said } = words
  const unit = unitOf(method.measure)
  const per = `${method.per}${unit}`
  const stretches = (all: readonly Stretch[], say: typeof said.above) =>
    all.map(({ through, each }) =>
      through === null ? say(per, each) : said.through(say(per, each), `${through}${unit}`),
    )
  return [
    said.steps(measureText(method.measure, nameOf, words), `${method.mark}${unit}`, method.base),
    ...stretches(method.above, said.above),
    ...stretches(method.below, said.below),
    said.bounds(method.least, method.most),
  ]
    .filter(Boolean)
    .join(said.join)
}

/** What a method looks at, in words: 完成 ÷ 计划. */
export function measureText(measure: Measure, nameOf: FigureNames, words: MethodWords): string {
  if (measure.kind === 'figure') return nameOf(measure.of)
  return (measure.kind === 'percent' ? words.share : words.difference)(nameOf(measure.of), nameOf(measure.over))
}

/** The sign behind what a measure comes to: percent for a share, none otherwise. */
export function unitOf(measure: Measure): string {
  return measure.kind === 'percent' ? '%' : ''
}

function percentText(share: string, words: MethodWords): string {
  const value = parseExact(share)
  return value === undefined ? share : words.percent(toExactText(multiply(value, exact(100))))
}
