import { figureText as plainFigure } from '../../../ui/kit/paste-block.ts'
import type { FigureLine, RoundCriterion, RoundPage } from '../contract.ts'

type RoundUnit = RoundPage['units'][number]

/** The column of evidence beside the figures of a unit; no figure has this key. */
export const EVIDENCE = '!evidence'

type TextOf = (unitId: string, column: string) => string

/** What the server holds, as the grid shows it: each unit's figures, and the evidence its entered figures share. */
export function savedTexts(
  criterion: Pick<RoundCriterion, 'figures'>,
  units: readonly Pick<RoundUnit, 'unitId'>[],
  lines: readonly Pick<FigureLine, 'unitId' | 'figure' | 'value' | 'evidence'>[],
): TextOf {
  const entered = new Set(criterion.figures.filter(({ from }) => from.kind === 'unit').map(({ key }) => key))
  const texts = new Map(lines.map(({ unitId, figure, value }) => [`${unitId} ${figure}`, value ?? '']))
  for (const { unitId } of units) {
    const evidence = lines.find((each) => each.unitId === unitId && entered.has(each.figure) && each.evidence !== '')
    texts.set(`${unitId} ${EVIDENCE}`, evidence?.evidence ?? '')
  }
  return (unitId, column) => texts.get(`${unitId} ${column}`) ?? ''
}

/** A figure as it is sent. */
interface EnteredValue {
  readonly unitId: string
  readonly figure: string
  readonly value: string | null
  readonly evidence: string
}

/**
 * What is to be sent: entered figures that differ from what is held, or all of a unit's whose evidence was changed. Figures read from
 * elsewhere are never sent.
 */
export function changedValues(
  criterion: Pick<RoundCriterion, 'figures'>,
  units: readonly Pick<RoundUnit, 'unitId'>[],
  textOf: TextOf,
  saved: TextOf,
): EnteredValue[] {
  const entered = criterion.figures.filter(({ from }) => from.kind === 'unit')
  return units.flatMap(({ unitId }) => {
    const evidence = textOf(unitId, EVIDENCE).trim()
    const hasNewEvidence = evidence !== saved(unitId, EVIDENCE)
    return entered.flatMap(({ key }) => {
      const text = textOf(unitId, key).trim()
      const value = text === '' ? null : (plainFigure(text) ?? text)
      const isChanged = (value ?? '') !== saved(unitId, key) || (hasNewEvidence && value !== null)
      return isChanged ? [{ unitId, figure: key, value, evidence }] : []
    })
  })
}
