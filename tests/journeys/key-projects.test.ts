import { createProject, listProjects, showProject } from '../../src/capabilities/key-projects/contract.ts'
import { keyProjectsMessages } from '../../src/capabilities/key-projects/messages/index.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { frameWords } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = keyProjectsMessages['zh-CN']
const { fields } = words
const frame = frameWords()

/** A project of the project office, made through the server. */
async function newProject(house: House, name: string): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  const body = {
    name,
    stage: 'under_construction' as const,
    unitId: items[0]?.id ?? '',
    physicalProgress: '示例基础施工',
  }
  return (await house.run('project', createProject, body)).id
}

test('a project is entered, found by Chinese and by pinyin, withdrawn with a reason and restored', async ({
  house,
}) => {
  const name = house.unique('示例青禾冷链')
  const page = await house.open('project', '/key-projects')
  await page.getByRole('link', { name: words.list.create }).click()
  const form = page.getByRole('form', { name: words.form.createTitle })
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(form.getByText(`${fields.name}: ${frame.form.required}`)).toBeVisible()
  await form.getByLabel(fields.name, { exact: true }).fill(name)
  await choose(page, form.getByLabel(fields.stage, { exact: true }), words.stages.started)
  await choose(page, form.getByLabel(fields.unitId, { exact: true }), '示例东河镇')
  await form.getByLabel(fields.totalInvestment, { exact: true }).fill('12000')
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(page.getByRole('main')).toContainText('1.20亿元')

  for (const typed of [name, 'slqhll']) {
    await page.goto('/key-projects')
    await page.getByRole('searchbox', { name: words.list.search }).fill(typed)
    await page.getByRole('searchbox', { name: words.list.search }).press('Enter')
    await expect(page.getByRole('link', { name })).toBeVisible()
  }
  await page.getByRole('link', { name }).click()

  await page.getByRole('button', { name: words.actions.withdraw, exact: true }).click()
  const asking = page.getByRole('dialog', { name: words.record.withdraw })
  await asking.getByRole('button', { name: frame.actions.confirm }).click()
  await expect(asking.getByRole('alert')).toHaveText(frame.reason.required)
  await asking.getByLabel(frame.reason.label).fill('示例重复录入')
  await asking.getByRole('button', { name: frame.actions.confirm }).click()
  await expect(page.getByRole('note')).toHaveText(words.record.withdrawnNote('示例重复录入'))
  await page.getByRole('button', { name: words.actions.restore, exact: true }).click()
  await expect(page.getByRole('note')).toHaveCount(0)
  const history = page.getByRole('region', { name: words.record.history })
  await expect(history).toContainText('示例重复录入')
  await expect(history).toContainText(words.topics['key_projects.restored'] ?? '')
})

test('two people change one project: what does not clash is joined, what does is chosen field by field', async ({
  house,
}) => {
  const name = house.unique('示例两人同改')
  const projectId = await newProject(house, name)
  const [first, second] = [
    await house.open('project', `/key-projects/${projectId}/edit`),
    await house.open('project', `/key-projects/${projectId}/edit`),
  ]
  await second.getByLabel(fields.physicalProgress).fill('示例主体封顶')
  await second.getByLabel(fields.place, { exact: true }).fill('示例东河路')
  await first.getByLabel(fields.physicalProgress).fill('示例设备进场')
  await first.getByLabel(fields.enterprise, { exact: true }).fill('示例青禾公司')
  await first.getByRole('button', { name: frame.actions.save }).click()
  await expect(first.getByRole('main')).toContainText('示例设备进场')

  await second.getByRole('button', { name: frame.actions.save }).click()
  const conflict = second.getByRole('dialog', { name: frame.conflict.title })
  await expect(conflict.getByRole('row')).toHaveCount(2)
  await expect(conflict).toContainText('示例设备进场')
  await expect(conflict).toContainText('示例主体封顶')
  await conflict.getByRole('button', { name: frame.conflict.allMine }).click()
  await conflict.getByRole('button', { name: frame.conflict.submit }).click()
  await expect(second.getByRole('heading', { level: 1 })).toContainText(name)
  const kept = await house.run('project', showProject, { projectId })
  expect(kept).toMatchObject({
    physicalProgress: '示例主体封顶',
    place: '示例东河路',
    enterprise: '示例青禾公司',
  })
})

test('the ledger is exported as the workbook the county knows', async ({ house }) => {
  const page = await house.open('project', '/key-projects')
  await settled(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: words.list.export }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/重点项目推进台账.*\.xlsx$/)
})

test('a list is sorted, narrowed and sent on by its address', async ({ house }) => {
  const page = await house.open('project', '/key-projects')
  await settled(page)
  await page
    .getByRole('button', { name: new RegExp(fields.name) })
    .first()
    .click()
  await expect(page).toHaveURL(/sort=name/)
  await choose(page, page.getByRole('combobox', { name: fields.stage }), words.stages.under_construction)
  await expect(page).toHaveURL(/stage=/)
  await settled(page)
  const rows = (await house.run('project', listProjects, { stage: ['under_construction'], limit: 50 })).items.length
  await expect(page.getByRole('table', { name: words.list.title }).locator('tbody tr')).toHaveCount(rows)
  const colleague = await house.open('leader', page.url())
  await settled(colleague)
  await expect(colleague.getByRole('table', { name: words.list.title }).locator('tbody tr')).toHaveCount(rows)
})
