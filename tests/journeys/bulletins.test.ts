import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import {
  askFigure,
  draftBulletin,
  listBulletins,
  publishBulletin,
  saveBulletin,
  showBulletin,
} from '../../src/capabilities/bulletins/contract.ts'
import { bulletinsMessages } from '../../src/capabilities/bulletins/messages/index.ts'
import { listProjects, recordReportedMonth, showProject } from '../../src/capabilities/key-projects/contract.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { dayOf } from '../../src/kernel/day.ts'
import { periodOf, previousPeriod } from '../../src/kernel/period.ts'
import { asYuan } from '../../src/kernel/yuan.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = bulletinsMessages['zh-CN']
const { desk, page: labels, editor, templates } = words
const period = previousPeriod(periodOf(dayOf(new Date()), 'month'))
/** A town whose projects no other journey touches, so that its figures stand still while a letter to it is written. */
const TOWN = '示例北塘镇'

async function isClean(page: Page): Promise<void> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(isWide).toBe(false)
}

async function townId(house: House): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: TOWN })
  return items[0]?.id ?? ''
}

test('a letter is composed from the ledgers, its typed number is answered for, and it is published under a name', async ({
  house,
}) => {
  const page = await house.open('project', '/bulletins')
  await page.getByRole('button', { name: desk.draft, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByLabel(desk.chooseTemplate), '进度提醒函（函）')
  await choose(page, dialog.getByRole('combobox', { name: desk.chooseUnit }), TOWN)
  await dialog.getByRole('button', { name: desk.compose }).click()
  const paper = page.getByRole('article', { name: labels.paper })
  await expect(paper).toContainText(`${TOWN}：`)
  await expect(page.getByRole('region', { name: labels.obstructions })).toContainText('【联系人、电话】')

  await page.getByRole('button', { name: labels.edit }).click()
  const form = page.getByRole('form', { name: editor.text })
  await form.getByLabel(editor.contact).fill('联系人：示例值班员')
  const first = form.getByRole('textbox', { name: editor.block(1) })
  await first.fill(`${await first.inputValue()}全省共有4321个同类项目。`)
  await form.getByRole('button', { name: labels.save }).click()
  const open = page.getByRole('region', { name: labels.obstructions })
  await expect(open).toContainText('4321')
  await isClean(page)

  await choose(page, page.getByLabel(labels.freeMark('4321')), words.marks.quotation)
  await page.getByLabel(labels.freeSource('4321')).fill('示例省通报')
  await page.getByRole('button', { name: labels.mark, exact: true }).click()
  await expect(open).toContainText(labels.ready)

  await paper.getByRole('button').first().click()
  await expect(page.getByRole('tooltip')).toContainText(labels.numberQuestion)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: labels.publish, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: labels.publish, exact: true }).click()
  await expect(paper).toContainText(/重点办函〔\d{4}〕\d+号/)
  await expect(page.getByRole('button', { name: labels.edit })).toHaveCount(0)
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: labels.word }).click()
  expect((await downloading).suggestedFilename()).toMatch(/进度提醒函\(重点办函〔\d{4}〕\d+号\)\.docx$/)
})

test('a figure corrected at its source raises a correction notice for what was published', async ({ house }) => {
  const unitId = await townId(house)
  const { id: bulletinId } = await house.run('project', draftBulletin, {
    templateKey: 'letter',
    period,
    recipientUnitId: unitId,
  })
  const { body } = await house.run('project', showBulletin, { bulletinId })
  const title = '关于示例项目进度更正的提醒函'
  const { version } = await house.run('project', saveBulletin, {
    bulletinId,
    expectedVersion: 1,
    body: { ...body, title, contact: '' },
  })
  await house.run('project', publishBulletin, { bulletinId, expectedVersion: version })
  const { value } = await house.run('project', askFigure, { figure: 'key_projects.invested', unitId, period })

  const { items } = await house.run('project', listProjects, { unitId: [unitId], limit: 50 })
  const held = items.find(({ investedAsOf }) => investedAsOf === period)
  const project = await house.run('project', showProject, { projectId: held?.id ?? '' })
  await house.run('project', recordReportedMonth, {
    projectId: project.id,
    period,
    thisYear: asYuan((project.investedThisYear ?? 0) + 12_340_000),
    reason: '示例：核实后更正',
    expectedVersion: project.version,
  })
  const after = await house.run('project', askFigure, { figure: 'key_projects.invested', unitId, period })
  expect(Number(after.value) - Number(value)).toBe(12_340_000)

  const page = await house.open('project', '/bulletins')
  await page.getByRole('button', { name: desk.check }).click()
  await expect(page.getByText(/^核对了 \d+ 份/)).toBeVisible()
  await page.goto(`/bulletins/${bulletinId}`)
  const note = page.getByText(labels.correctingNote)
  await expect(note).toBeVisible()
  await note.getByRole('link').click()
  const paper = page.getByRole('article', { name: labels.paper })
  await expect(paper).toContainText(title)
  await expect(paper.getByRole('table')).toContainText('完成投资')
  await isClean(page)
  await page.getByRole('button', { name: labels.publish, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: labels.publish, exact: true }).click()
  await expect(paper).toContainText(/第\d+期/)
  await page.goto(`/bulletins/${bulletinId}`)
  await expect(page.getByText(labels.correctedNote)).toBeVisible()
})

test('a template is changed by a form and keeps its versions', async ({ house }) => {
  const page = await house.open('assess', '/bulletins/templates/new')
  const name = house.unique('示例情况通报')
  await page.getByLabel(templates.name, { exact: true }).first().fill(name)
  const block = page.getByRole('textbox', { name: editor.block(1) })
  await block.fill('全域共有重点项目{项目}个。')
  await page.getByRole('button', { name: templates.save }).click()
  await expect(page.getByRole('alert')).toContainText('{项目}')
  await expect(block).toHaveValue('全域共有重点项目{项目}个。')
  await page.getByRole('button', { name: editor.addNumber }).click()
  await page.getByRole('region', { name: editor.numbers }).getByLabel(editor.name, { exact: true }).fill('项目')
  await choose(page, page.getByLabel(editor.figure, { exact: true }), '重点项目个数')
  await isClean(page)
  await page.getByRole('button', { name: templates.save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('a department reads what was published, takes a list away, and has nothing to press on a bulletin', async ({
  house,
}) => {
  const { items } = await house.run('dept', listBulletins, { kind: ['notice'] })
  expect(items.every(({ state }) => state === 'published')).toBe(true)
  const page = await house.open('dept', `/bulletins/${items.at(-1)?.id ?? ''}`)
  await expect(page.getByRole('article', { name: labels.paper })).toContainText('总体情况')
  await expect(page.getByRole('button', { name: labels.publish, exact: true })).toHaveCount(0)
  await isClean(page)
  await page.goto('/bulletins/lists')
  await expect(page.getByRole('table').first()).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: words.lists.download }).click()
  expect((await downloading).suggestedFilename()).toMatch(/\.xlsx$/)
  await isClean(page)
  const english = await house.open('dept', '/bulletins', { locale: 'en' })
  await expect(english.getByRole('heading', { level: 1 })).toContainText('Bulletins')
})

test('a bulletin is printed on A4 as paper, without the frame around it', async ({ house }) => {
  const { items } = await house.run('project', listBulletins, { kind: ['notice'] })
  const page = await house.open('project', `/bulletins/${items.at(-1)?.id ?? ''}`)
  await expect(page.getByRole('article', { name: labels.paper })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('region', { name: labels.numbers })).toHaveCount(0)
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? []
  expect(Math.abs(Number(width) - 595)).toBeLessThan(3)
  expect(Math.abs(Number(height) - 842)).toBeLessThan(3)
})
