import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command, query } from '../kernel/operation.ts'
import { REFUSAL_KINDS, STATUS_OF_REFUSAL } from '../kernel/refusal.ts'
import { fileNameOf, refusalOf, requestOf } from './request.ts'

const listProjects = query({
  id: 'key_projects.list',
  summary: 'List key projects',
  route: 'GET /key-projects/:regionCode/list',
  permission: 'key_projects.view',
  input: z.object({
    regionCode: z.string(),
    q: z.string().optional(),
    stages: z.array(z.string()).optional(),
    due: z.object({ from: z.string() }).optional(),
    red: z.boolean().optional(),
  }),
  output: z.object({}),
})
const importProjects = command({
  id: 'key_projects.import',
  summary: 'Import key projects',
  route: 'POST /key-projects/import/:listId',
  permission: 'key_projects.manage',
  input: z.object({ listId: z.string(), year: z.int() }),
  output: z.object({}),
  fileIn: { types: ['xlsx'], maxBytes: 1_000 },
})

describe('the request of an operation', () => {
  it('fills the path and puts the rest of a query into the address', () => {
    const request = requestOf(
      listProjects,
      {
        regionCode: '37/07',
        q: '化工 园',
        stages: ['a', 'b'],
        due: { from: '2026-03-01' },
        red: false,
        sort: undefined,
      },
      'en',
    )
    expect(request.url).toBe(
      '/api/key-projects/37%2F07/list?q=%E5%8C%96%E5%B7%A5+%E5%9B%AD&stages=a&stages=b&due=%7B%22from%22%3A%222026-03-01%22%7D&red=false',
    )
    expect(request.body).toBeUndefined()
    expect(request.headers).toMatchObject({ 'Accept-Language': 'en', 'X-Clarion': '1' })
  })

  it('sends a command as JSON without the fields of the path, under its key', () => {
    const request = requestOf(importProjects, { listId: 'x', year: 2026 }, 'zh-CN', { idempotencyKey: 'k' })
    expect(request.body).toBe('{"year":2026}')
    expect(request.headers).toMatchObject({ 'Content-Type': 'application/json', 'Idempotency-Key': 'k' })
  })

  it('sends a file beside the input and leaves the content type to the browser', () => {
    const file = new File(['x'], '台账.xlsx')
    const request = requestOf(importProjects, { listId: 'x', year: 2026 }, 'zh-CN', { file })
    const form = request.body as FormData
    expect(form.get('input')).toBe('{"year":2026}')
    expect((form.get('file') as File).name).toBe('台账.xlsx')
    expect(request.headers['Content-Type']).toBeUndefined()
  })
})

describe('a refusal of the server', () => {
  it('keeps kind, sentences, paths and reference', () => {
    const problems = [{ code: 'shape.required', path: ['name'], message: '「项目名称」不能为空，请填写。' }]
    const refusal = refusalOf(400, { kind: 'invalid', problems, reference: 'r1' }, 'zh-CN')
    expect({ kind: refusal.kind, problems: refusal.problems, reference: refusal.reference }).toEqual({
      kind: 'invalid',
      problems,
      reference: 'r1',
    })
  })

  it.each(REFUSAL_KINDS)('is told by its status where the body says nothing: %s', (kind) => {
    const refusal = refusalOf(STATUS_OF_REFUSAL[kind], undefined, 'en')
    expect(refusal.kind).toBe(kind)
    expect(refusal.message.length).toBeGreaterThan(10)
  })

  it('is a fault of ours for any other 500', () => {
    expect(refusalOf(500, { kind: 'bug', problems: [], reference: 'r' }, 'zh-CN')).toMatchObject({
      kind: 'bug',
      reference: 'r',
    })
  })

  it('believes no body that is not ours', () => {
    const refusal = refusalOf(502, { problems: [{ html: '<h1>' }, 7, null] }, 'en')
    expect(refusal.problems.map((each) => each.code)).toEqual(['ui.unavailable'])
  })
})

describe('the name of a download', () => {
  it.each([
    ["attachment; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx", '台账.xlsx'],
    ['attachment; filename="ledger.xlsx"', 'ledger.xlsx'],
    ["attachment; filename*=UTF-8''%E5%8F", 'fallback'],
    [null, 'fallback'],
  ])('%s is %s', (header, name) => expect(fileNameOf(header, 'fallback')).toBe(name))
})
