import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Binding, Block, BulletinBody, BulletinKind } from '../contract.ts'
import { isFixedPlace, placesOf } from './places.ts'

/** What can be asked: why a binding or a table cannot, or nothing; and the columns of a list. */
export interface Askable {
  readonly faultOfBinding: (binding: Binding) => string | undefined
  readonly faultOfTable: (block: Extract<Block, { readonly kind: 'table' }>) => string | undefined
  readonly columnsOf: (list: string) => readonly string[]
}

/**
 * Everything that is wrong with the text of a bulletin or a template, each with its place: names bound twice or taken by a fixed one, names in
 * braces that nothing fills, questions that cannot be asked, columns a list has not, blocks of one key, a unit that is missing.
 */
export function problemsOfBody(body: BulletinBody, kind: BulletinKind, askable: Askable): readonly Problem[] {
  return [...problemsOfBindings(body, askable), ...problemsOfPlaces(body), ...problemsOfBlocks(body, kind, askable)]
}

function problemsOfBindings({ bindings }: BulletinBody, { faultOfBinding }: Askable): readonly Problem[] {
  return bindings.flatMap((binding, index): readonly Problem[] => {
    const { name, figure, of, unitId } = binding
    const path = ['body', 'bindings', index]
    const isTwice = bindings.findIndex((each) => each.name === name) !== index
    const fault = faultOfBinding(binding)
    return [
      ...(isTwice ? [problem('bulletins.place_twice', { name }, [...path, 'name'])] : []),
      ...(isFixedPlace(name) ? [problem('bulletins.place_fixed', { name }, [...path, 'name'])] : []),
      ...(of === 'unit' && unitId === null ? [problem('bulletins.unit_missing', { name }, [...path, 'unitId'])] : []),
      ...(fault === undefined
        ? []
        : [problem('bulletins.question_fault', { name, question: figure, fault }, [...path, 'figure'])]),
    ]
  })
}

function problemsOfPlaces(body: BulletinBody): readonly Problem[] {
  const bound = new Set(body.bindings.map((each) => each.name))
  const unknown = (text: string) => placesOf(text).filter((name) => !isFixedPlace(name) && !bound.has(name))
  const named = (['masthead', 'title', 'recipient', 'signer', 'contact', 'copiedTo', 'printedBy'] as const).flatMap(
    (field) => unknown(body[field]).map((name) => problem('bulletins.place_unknown', { name }, ['body', field])),
  )
  const blocks = body.blocks.flatMap((block, index) => {
    const text = block.kind === 'table' || block.kind === 'changes' ? block.caption : block.text
    return unknown(text).map((name) => problem('bulletins.place_unknown', { name }, ['body', 'blocks', index, 'text']))
  })
  return [...named, ...blocks]
}

function problemsOfBlocks({ blocks }: BulletinBody, kind: BulletinKind, askable: Askable): readonly Problem[] {
  return blocks.flatMap((block, index): readonly Problem[] => {
    const path = ['body', 'blocks', index]
    const isTwice = blocks.findIndex((each) => each.key === block.key) !== index
    const twice = isTwice ? [problem('bulletins.block_twice', { key: block.key }, [...path, 'key'])] : []
    if (block.kind === 'changes')
      return kind === 'correction' ? twice : [...twice, problem('bulletins.changes_only_in_corrections', {}, path)]
    if (block.kind !== 'table') return twice
    const fault = askable.faultOfTable(block)
    const columns = askable.columnsOf(block.list)
    return [
      ...twice,
      ...(fault === undefined
        ? []
        : [
            problem('bulletins.question_fault', { name: block.caption, question: block.list, fault }, [
              ...path,
              'list',
            ]),
          ]),
      ...(block.of === 'unit' && block.unitId === null
        ? [problem('bulletins.unit_missing', { name: block.caption }, [...path, 'unitId'])]
        : []),
      ...(fault === undefined
        ? block.columns
            .filter(({ key }) => !columns.includes(key))
            .map(({ key }) =>
              problem('bulletins.column_unknown', { column: key, list: block.list }, [...path, 'columns']),
            )
        : []),
    ]
  })
}
