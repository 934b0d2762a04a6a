import type { Page } from '@playwright/test'
import {
  createProject,
  enterProjectStatistics,
  type ProjectBody,
  showProject,
} from '../../src/capabilities/key-projects/contract.ts'
import { keyProjectsMessages } from '../../src/capabilities/key-projects/messages/index.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { asDay } from '../../src/kernel/day.ts'
import { asYuan } from '../../src/kernel/yuan.ts'
import { frameWords } from './support/door.ts'
import { choose, writeDay } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const zh = keyProjectsMessages['zh-CN']
const frame = frameWords()

async function newProject(house: House, body: Partial<ProjectBody> & { readonly name: string }): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  return (await house.run('project', createProject, { unitId: items[0]?.id ?? '', ...body })).id
}

/** A name like no other: a signing waits for whatever has nearly the same name. */
const someLetters = (): string =>
  Array.from({ length: 6 }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8_000))).join('')

/** Fills in what is missing on the form of the project, field by field, and saves. */
async function complete(page: Page, projectId: string, fill: (form: Page) => Promise<void>): Promise<void> {
  await page.goto(`/key-projects/${projectId}/edit`)
  await settled(page)
  await fill(page)
  await page.getByRole('button', { name: frame.actions.save }).click()
  await expect(page).toHaveURL(new RegExp(`/key-projects/${projectId}$`))
  await settled(page)
}

type Words = typeof zh
type Stage = keyof Words['stages']
type Paper = keyof Words['evidence']

/** Opens the box of a move, writes the papers that are given, and sends it. */
async function ask(page: Page, words: Words, to: Stage, papers: readonly Paper[], more?: (box: Page) => Promise<void>) {
  const title = words.life.move(words.stages[to])
  const box = page.getByRole('dialog', { name: title })
  if ((await box.count()) === 0) await page.getByRole('button', { name: title }).click()
  for (const paper of papers) {
    const own = box.getByLabel(words.evidence[paper], { exact: true })
    await ((await own.count()) > 0 ? own : box.getByLabel(words.life.paper, { exact: true })).fill('示例材料一号')
  }
  await more?.(page)
  await box.getByRole('button', { name: title }).click()
  return box
}

async function arrives(page: Page, words: Words, stage: Stage): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const path = page.getByRole('list', { name: words.life.title })
  await expect(path.locator('[aria-current=step]')).toContainText(words.stages[stage])
}

test('a project goes from the reserve to full output, and every guard is felt on the way', async ({ house }) => {
  test.slow()
  const name = `示例${someLetters()}`
  const id = await newProject(house, { name, investorType: 'private' })
  const page = await house.open('project', `/key-projects/${id}`)
  await settled(page)
  const refused = (box: ReturnType<Page['getByRole']>, code: keyof Words['problems']) =>
    expect(box.getByRole('alert').first()).toContainText(zh.problems[code]({}).slice(0, 12))

  const lead = await ask(page, zh, 'negotiating', ['lead_registration'])
  await refused(lead, 'key_projects.guard_content_known')
  await refused(lead, 'key_projects.guard_content_known')
  await complete(page, id, async (form) => {
    await form.getByLabel(zh.fields.scope, { exact: true }).fill('示例：建设车间两座')
    await form.getByLabel(zh.fields.totalInvestment, { exact: true }).fill('20000')
    await form.getByLabel(zh.fields.enterprise, { exact: true }).fill(`${name}公司`)
  })
  await ask(page, zh, 'negotiating', ['lead_registration'])
  await arrives(page, zh, 'negotiating')

  const contract = async (kind: string) =>
    ask(page, zh, 'signed', ['contract', 'legal_opinion'], async (open) =>
      choose(open, open.getByRole('dialog').getByLabel(zh.life.contractType, { exact: true }), kind),
    )
  const framework = await contract(zh.contracts.framework)
  await expect(framework.getByRole('alert').first()).toContainText('意向和框架协议不算签约')
  await contract(zh.contracts.formal)
  await arrives(page, zh, 'signed')

  const site = await ask(page, zh, 'landed', ['site_agreement'])
  await refused(site, 'key_projects.guard_company_registered')
  await complete(page, id, async (form) => {
    await form.getByLabel(zh.fields.creditCode, { exact: true }).fill('91370786MA00DEM14W')
    await form.getByLabel(zh.fields.projectCodes, { exact: true }).fill('2603-370786-04-01-123456 ')
    await choose(form, form.getByLabel(zh.fields.establishment, { exact: true }), zh.establishments.filing)
    await form.getByLabel(zh.fields.expectedOutput, { exact: true }).fill('30000')
  })
  await ask(page, zh, 'landed', ['site_agreement'])
  await arrives(page, zh, 'landed')
  await ask(page, zh, 'established', ['approval_document'])
  await arrives(page, zh, 'established')
  await ask(page, zh, 'permits', ['permit_checklist'])
  await arrives(page, zh, 'permits')

  const check = await ask(page, zh, 'started', ['site_check'])
  await expect(check.getByRole('alert').first()).toContainText(zh.evidence.construction_permit)
  await ask(page, zh, 'started', ['site_check', 'construction_permit'])
  await arrives(page, zh, 'started')
  await ask(page, zh, 'under_construction', ['physical_node'])
  await arrives(page, zh, 'under_construction')

  const finish = await ask(page, zh, 'completed', [])
  await refused(finish, 'key_projects.guard_accepted_or_all_invested')
  await ask(page, zh, 'completed', ['acceptance'])
  await arrives(page, zh, 'completed')
  await ask(page, zh, 'in_production', ['first_sale'])
  await arrives(page, zh, 'in_production')
  const output = (amount: string) =>
    ask(page, zh, 'design_output', ['output_record'], async (open) =>
      open.getByRole('dialog').getByLabel(zh.life.output, { exact: true }).fill(amount),
    )
  const short = await output('29999')
  await expect(short.getByRole('alert').first()).toContainText('100%')
  await output('30000')
  await arrives(page, zh, 'design_output')
  expect(await house.run('project', showProject, { projectId: id })).toMatchObject({ stage: 'design_output' })
})

test('in English: a mistaken start is taken back with a reason, unless the statistics bureau has registered it', async ({
  house,
}) => {
  const words = keyProjectsMessages.en
  const id = await newProject(house, { name: house.unique('示例退回开工'), stage: 'permits' })
  const page = await house.open('project', `/key-projects/${id}`, { locale: 'en-GB' })
  await settled(page)
  await ask(page, words, 'started', ['site_check', 'construction_permit'])
  await arrives(page, words, 'started')
  const project = await house.run('project', showProject, { projectId: id })
  const register = (day: string | null, expectedVersion: number) =>
    house.run('stats', enterProjectStatistics, {
      projectId: id,
      expectedVersion,
      statisticalTotal: null,
      statisticalThisYear: null,
      statisticalAsOf: null,
      investmentRegisteredOn: day === null ? null : asDay(day),
      fourAboveOn: null,
    })
  const registered = await register(project.startedOn, project.version)
  await page.reload()
  await settled(page)
  const reverse = async (): Promise<void> => {
    await page.getByRole('button', { name: words.life.reverse, exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('the site check was of another site')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: frameWords('en').actions.confirm })
      .click()
  }
  await reverse()
  await expect(page.getByRole('dialog').getByRole('alert').first()).toContainText('The statistics bureau registered it')
  await register(null, registered.version)
  await page.reload()
  await settled(page)
  await reverse()
  await arrives(page, words, 'permits')
  await expect(page.getByText(words.life.reversed, { exact: true }).first()).toBeVisible()
})

test('a pair that may be one project is judged by a person: merged, with its lineage kept', async ({ house }) => {
  const name = `示例${someLetters()}`
  const first = await newProject(house, {
    name: `${name}制造`,
    enterprise: `${name}公司`,
    totalInvestment: asYuan(1e8),
  })
  await newProject(house, { name: `${name}制造基地`, enterprise: `${name}公司` })
  const page = await house.open('project', `/key-projects/${first}`)
  await settled(page)
  await page.getByRole('link', { name: zh.lineage.findDuplicates, exact: true }).click()
  await settled(page)
  await page.getByRole('button', { name: zh.duplicates.same }).click()
  const box = page.getByRole('dialog', { name: zh.duplicates.same })
  await box.getByLabel(zh.fields.reason, { exact: true }).fill('示例同一投资方同一项目')
  await box.getByRole('button', { name: zh.lineage.merge }).click()
  await expect(page.getByText(zh.duplicates.empty)).toBeVisible()
  await page.goto(`/key-projects/${first}`)
  await expect(page.getByRole('region', { name: zh.lineage.title })).toContainText(`${name}制造基地`)
})

test('a list is compared with what was frozen; an event is entered and counts each project once', async ({ house }) => {
  const page = await house.open('project', '/key-projects/statistics')
  await settled(page)
  await expect(page.getByRole('table', { name: zh.lists.title })).toContainText(zh.lists.whole)
  await page.getByRole('link', { name: zh.lists.open }).first().click()
  await expect(page.getByRole('table', { name: zh.lists.differences, exact: true })).toContainText(
    '示例：年中调整会议纪要',
  )

  const name = house.unique('示例集中开工活动')
  const project = house.unique('示例活动项目')
  await newProject(house, { name: project, stage: 'permits', totalInvestment: asYuan(3e8) })
  await page.goto('/key-projects/events')
  await page.getByRole('link', { name: zh.events.create }).click()
  const form = page.getByRole('form', { name: zh.events.create })
  await form.getByLabel(zh.events.name, { exact: true }).fill(name)
  await writeDay(form.getByLabel(zh.events.heldOn, { exact: true }), '2026-03-01')
  const add = form.getByRole('combobox', { name: zh.events.add })
  await add.click()
  await add.fill(project)
  await page.locator('.ant-select-item-option', { hasText: project }).click()
  await form.getByRole('button', { name: frame.actions.save }).click()
  const batch = page.getByRole('table', { name })
  await expect(batch).toContainText(zh.events.counts.first)
  await expect(batch).toContainText(zh.events.notReal.start)
  await expect(batch).toContainText('3.00亿元')
})
