import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { keyProjectsOperations } from '../key-projects/operations/index.ts'
import { lightsOperations } from '../lights/operations.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import { targetsOperations } from '../targets/operations/index.ts'
import { readPasted, showDispatch } from './contract.ts'
import { proposeByModel } from './jobs.ts'
import { dispatchesOperations } from './operations/index.ts'

let test: TestHouse
let server: Server
let asked: { readonly path: string | undefined; readonly body: string; readonly key: string | undefined }[] = []
let answer = ''
const office = () => personWith('project_office', 'unit-1')
const endpoint = () => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  key: 'secret',
  name: 'stand-in',
})

beforeAll(async () => {
  test = await openTestHouse([
    ...organisationOperations,
    ...lightsOperations,
    ...targetsOperations,
    ...keyProjectsOperations,
    ...obstaclesOperations,
    ...dispatchesOperations,
  ])
  await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      asked.push({ path: request.url, body, key: request.headers.authorization })
      response.setHeader('content-type', 'application/json').end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await test.close()
})

const says = (content: unknown) =>
  JSON.stringify({ choices: [{ message: { content: `\`\`\`json\n${JSON.stringify(content)}\n\`\`\`` } }] })
const figure = (quote: string, value: number) => ({
  quote,
  indicator: '示例大棚',
  value,
  unit: '座',
  comparator: '=',
  status: 'existing',
})

it('a model proposes rows that are marked, verified against the text, and asked for once', async () => {
  const text = '示例村见闻\n村里的蔬菜棚子远近闻名，乡亲们数了又数，足有叁佰座，另有88座在搭。\n'
  const { id } = await test.run(readPasted, office(), { holdsNoSecrets: true, text })
  const show = () => test.run(showDispatch, office(), { dispatchId: id })
  const before = (await show()).rows.filter((row) => row.proposer === 'grammar')
  answer = says({
    targets: [figure('足有叁佰座', 300), figure('足有400座', 400)],
    commitments: [{ quote: '乡亲们数了又数', owner: null, action: '乡亲们数了又数', deadline: null }],
  })
  expect(await proposeByModel(test.house, HOME, endpoint())).toBe(1)
  const rows = (await show()).rows
  expect(rows.filter((row) => row.proposer === 'grammar')).toEqual(before)
  expect(rows.filter((row) => row.proposer === 'model')).toMatchObject([
    { kind: 'commitment', quote: '乡亲们数了又数', state: 'proposed' },
  ])
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ path: '/v1/chat/completions', key: 'Bearer secret' })
  expect(asked[0]?.body).toContain('叁佰座')
  expect(await proposeByModel(test.house, HOME, endpoint())).toBe(0)
  expect(asked).toHaveLength(1)
})

it('a model that answers nonsense, or not at all, changes nothing', async () => {
  asked = []
  for (const [index, nonsense] of ['', '{}', 'no json', says('a text'), says({ targets: {} })].entries()) {
    answer = nonsense
    const text = `示例第${index}篇\n这一篇只有普通的话，没有别的内容，编号${'甲乙丙丁戊'[index]}。\n`
    const { id } = await test.run(readPasted, office(), { holdsNoSecrets: true, text })
    expect(await proposeByModel(test.house, HOME, endpoint())).toBe(0)
    expect((await test.run(showDispatch, office(), { dispatchId: id })).rows).toEqual([])
  }
  expect(await proposeByModel(test.house, HOME, { url: 'http://127.0.0.1:9', key: undefined, name: 'x' })).toBe(0)
})
