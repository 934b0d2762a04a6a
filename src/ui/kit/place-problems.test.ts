import { describe, expect, it } from 'vitest'
import { placeProblems } from './place-problems.ts'

const said = (message: string, path?: readonly (string | number)[]) => ({
  code: 'x.y',
  message,
  ...(path ? { path } : {}),
})

describe('problems of a form', () => {
  const fields = [['name'], ['money', 'total'], ['nodes'], ['nodes', 0, 'day']]

  it('go to their own field, else to the nearest one above, else over the form', () => {
    const placed = placeProblems(
      [
        said('a', ['name']),
        said('b', ['name']),
        said('c', ['nodes', 0, 'day']),
        said('d', ['nodes', 3, 'day']),
        said('e', ['region']),
        said('f'),
      ],
      fields,
    )
    expect(placed.fields).toEqual([
      { path: ['name'], sentences: ['a', 'b'] },
      { path: ['nodes', 0, 'day'], sentences: ['c'] },
      { path: ['nodes'], sentences: ['d'] },
    ])
    expect(placed.rest).toEqual(['e', 'f'])
  })

  it('lose none of the sentences', () => {
    const problems = ['name', 'money', 'other'].map((name) => said(name, [name, 'deep']))
    const placed = placeProblems(problems, fields)
    expect([...placed.fields.flatMap((each) => each.sentences), ...placed.rest].sort()).toEqual([
      'money',
      'name',
      'other',
    ])
  })
})
