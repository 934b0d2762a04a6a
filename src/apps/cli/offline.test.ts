import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { scheduleFiles } from './offline.ts'

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
async function run(files: readonly string[]) {
  const [out, errors]: [string[], string[]] = [[], []]
  const keep = (lines: string[]) => (text: unknown) => Boolean(lines.push(String(text)))
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep(errors)),
  ]
  try {
    const code = await scheduleFiles(files, true)
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
