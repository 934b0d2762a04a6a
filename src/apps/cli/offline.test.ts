import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rankFiles, scheduleFiles } from './offline.ts'

let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-schedule-'))
  await writeFile(
    at('good.json'),
    '{"tasks":[{"id":"a","days":2,"links":[{"to":"b","type":"FS","lag":1}]},{"id":"b","days":3}]}',
  )
  await writeFile(
    at('circle.json'),
    '[{"id":"a","days":1,"links":[{"to":"b"}]},{"id":"b","days":1,"links":[{"to":"a"}]}]',
  )
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the command writes, and its exit code. */
async function run(files: readonly string[], answerFiles = scheduleFiles) {
  const [out, errors]: [string[], string[]] = [[], []]
  const keep = (lines: string[]) => (text: unknown) => Boolean(lines.push(String(text)))
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep(errors)),
  ]
  try {
    const code = await answerFiles(files, true)
    return { code, answers: JSON.parse(out.join('')) as unknown, errors: errors.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('clarion schedule --json', () => {
  it('prints one array with an object a file, in the order given, and needs no server', async () => {
    const { code, answers } = await run([at('good.json'), at('good.json')])
    const place = (start: number, finish: number) => ({
      earlyStart: start,
      earlyFinish: finish,
      lateStart: start,
      lateFinish: finish,
      totalFloat: 0,
      freeFloat: 0,
      critical: true,
    })
    const answer = {
      file: at('good.json'),
      length: 6,
      tasks: [
        { id: 'a', ...place(0, 2) },
        { id: 'b', ...place(3, 6) },
      ],
    }
    expect([code, answers]).toEqual([0, [answer, answer]])
  })

  it('says why a file is refused, with its nodes, and goes on with the others', async () => {
    const { code, answers, errors } = await run([at('circle.json'), at('none.json'), at('good.json')])
    expect(code).toBe(2)
    expect(answers).toMatchObject([
      { file: at('circle.json'), problems: [{ code: 'schedules.cycle', params: { nodes: 'a → b → a' } }] },
      { file: at('none.json'), problems: [{ code: 'file.unreadable' }] },
      { file: at('good.json'), length: 6 },
    ])
    expect(errors).toContain('a → b → a')
  })
})

describe('clarion rank --json', () => {
  it('ranks the example, and says of a file that cannot be ranked why', async () => {
    const example = 'examples/assessment/quarter.json'
    const { code, answers, errors } = await run([example, at('circle.json')], rankFiles)
    expect(code).toBe(2)
    expect(answers).toMatchObject([
      {
        file: example,
        groups: [
          {
            places: [
              { unit: 'south', rank: 1, gained: 2, total: '97.33' },
              { unit: 'east', rank: 2, gained: -1, deduction: '0.00' },
              { unit: 'west', rank: 3, gained: -1 },
            ],
          },
          {
            places: [
              { unit: 'harbour', rank: 1 },
              { unit: 'hills', rank: 2 },
            ],
          },
        ],
      },
      { file: at('circle.json'), problems: [{ code: 'assessment.shape' }] },
    ])
    expect(errors).toContain('circle.json: ')
  })
})
