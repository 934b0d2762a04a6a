import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import type { Page } from '@playwright/test'
import { createProject, showProject } from '../../src/capabilities/key-projects/contract.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { listReports, showReport } from '../../src/capabilities/progress-reports/contract.ts'
import { progressReportsMessages } from '../../src/capabilities/progress-reports/messages/index.ts'
import { dayOf } from '../../src/kernel/day.ts'
import { type Period, periodOf, periodYear, previousPeriod } from '../../src/kernel/period.ts'
import { asYuan } from '../../src/kernel/yuan.ts'
import { frameWords } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = progressReportsMessages['zh-CN']
const { columns } = words
const frame = frameWords()
const month: Period = previousPeriod(periodOf(dayOf(new Date()), 'month'))

/** A project of the town, led by the bureau, with a plan of the year: both have sample accounts. */
async function newProject(house: House, name: string): Promise<string> {
  const unitNamed = async (search: string) => (await house.run('project', listUnits, { search })).items[0]?.id ?? ''
  const made = await house.run('project', createProject, {
    name,
    stage: 'under_construction',
    unitId: await unitNamed('示例东河镇'),
    leadUnitId: await unitNamed('示例发展和改革局'),
    planYear: periodYear(month),
    yearPlan: asYuan(1_200_000_000),
    physicalProgress: '示例基础完成',
  })
  return made.id
}

const pathOf = (projectId: string) => `/progress-reports/${projectId}/${month}`

async function fillIn(page: Page): Promise<void> {
  const form = page.locator('form.k-form')
  await form.getByLabel(words.sheet.thisPeriod.month, { exact: true }).fill('1000')
  await form.getByLabel(columns.investedThisYear, { exact: true }).fill('9000')
  await form.getByLabel(words.sheet.nextPlan.month, { exact: true }).fill('示例主体施工')
}

test('a month goes from the town by the lead unit to the office and into the ledger', async ({ house }) => {
  // Four people take turns, each in a browser of their own.
  test.slow()
  const name = house.unique('示例月报项目')
  const projectId = await newProject(house, name)
  const town = await house.open('town', '/progress-reports/own')
  await town
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click()
  await settled(town)
  await expect(town.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(town.getByLabel(columns.physicalProgress, { exact: true })).toHaveValue('示例基础完成')
  await expect(town.getByText(words.from.record).first()).toBeVisible()
  await fillIn(town)
  const send = town.getByRole('button', { name: words.actions.submit, exact: true })
  await send.click()
  await expect(town.getByRole('alert')).toContainText('请选滞后原因')
  await expect(town.getByLabel(words.sheet.nextPlan.month, { exact: true })).toHaveValue('示例主体施工')
  await choose(town, town.getByLabel(columns.slipReason, { exact: true }), words.slips.funding)
  await send.click()
  await expect(town.getByRole('status').filter({ hasText: words.report.sent })).toBeVisible()

  const bureau = await house.open('dept', pathOf(projectId))
  await bureau.getByRole('button', { name: words.actions.return, exact: true }).click()
  const asking = bureau.getByRole('dialog', { name: words.actions.return })
  await asking.getByLabel(frame.reason.label).fill('示例：累计数请核对')
  await asking.getByRole('button', { name: frame.actions.confirm }).click()
  await expect(bureau.getByRole('note')).toContainText('示例：累计数请核对')

  await town.goto(pathOf(projectId))
  await expect(town.getByRole('note')).toContainText('示例：累计数请核对')
  await town.getByLabel(columns.physicalProgress, { exact: true }).fill('示例主体封顶')
  await send.click()
  await expect(town.getByRole('status').filter({ hasText: words.report.sent })).toBeVisible()
  await bureau.goto(pathOf(projectId))
  await bureau.getByRole('button', { name: words.actions.check, exact: true }).click()
  await expect(bureau.getByRole('heading', { level: 1 })).toContainText(words.states.unit_checked)

  const office = await house.open('project', `/progress-reports?period=${month}&text=${encodeURIComponent(name)}`)
  await settled(office)
  const table = office.getByRole('table', { name: words.desk.table })
  await expect(table.locator('tbody tr')).toHaveCount(1)
  await table.locator('tbody').getByRole('checkbox').check()
  await office.getByRole('button', { name: words.desk.confirm(1), exact: true }).click()
  await expect(office.getByRole('status').filter({ hasText: words.desk.confirmed(1) })).toBeVisible()
  const record = await house.run('project', showProject, { projectId })
  expect(record).toMatchObject({ investedThisYear: 90_000_000, investedAsOf: month, physicalProgress: '示例主体封顶' })

  await office.goto(`/key-projects/${projectId}`)
  const panel = office.getByRole('region', { name: words.panel.title })
  await expect(panel).toContainText(words.states.confirmed)
  await town.goto(pathOf(projectId))
  await town.getByRole('button', { name: words.actions.correct, exact: true }).click()
  const why = town.getByRole('dialog', { name: words.actions.correct })
  await why.getByLabel(frame.reason.label).fill('示例：监理核减')
  await why.getByRole('button', { name: frame.actions.confirm }).click()
  await expect(town.getByRole('note')).toContainText('示例：监理核减')
  await expect(town.getByRole('note')).toContainText(words.report.standing(1))
})

test('a photo is sent from a phone or desk without the place it was taken at', async ({ house }) => {
  const projectId = await newProject(house, house.unique('示例照片项目'))
  const page = await house.open('town', pathOf(projectId))
  await settled(page)
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 200
    const drawing = canvas.getContext('2d')
    if (drawing) drawing.fillStyle = '#3a6'
    drawing?.fillRect(0, 0, 320, 200)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
  })
  const secret = Buffer.from('Exif\0\0 SECRET PLACE')
  const told = Buffer.concat([Buffer.from([0xff, 0xe1, 0, secret.length + 2]), secret])
  const buffer = Buffer.concat([Buffer.from(picture.slice(0, 2)), told, Buffer.from(picture.slice(2))])
  await page.getByLabel(words.report.caption).fill('示例塔吊就位')
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer })
  const photo = page.getByRole('img', { name: /示例塔吊就位/ })
  await expect(photo).toBeVisible()
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
  const { photos } = await house.run('town', showReport, { projectId, period: month })
  const kept = await page.request.get(`/api/progress-reports/photos/${photos[0]?.id}`)
  expect((await kept.body()).includes('SECRET')).toBe(false)

  await page.locator('input[type=file]').setInputFiles({
    name: 'IMG_2.heic',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1'),
  })
  await expect(page.getByRole('alert')).toContainText('HEIC')
  await page.getByRole('button', { name: words.report.removePhoto }).click()
  await expect(photo).toHaveCount(0)
})

test('many projects are reported by one sheet that comes out prefilled', async ({ house }) => {
  const name = house.unique('示例一表多报')
  const projectId = await newProject(house, name)
  const page = await house.open('town', '/progress-reports/sheet')
  await settled(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: words.sheetPage.download, exact: true }).click()
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await readFile((await (await downloading).path()) ?? '')).buffer)
  const sheet = book.worksheets[0] as ExcelJS.Worksheet
  const headings = new Map<string, number>()
  sheet.eachRow((row) =>
    row.eachCell((cell, column) => {
      if (!headings.has(cell.text)) headings.set(cell.text, column)
    }),
  )
  const write = (heading: string, value: string | number): void =>
    sheet.eachRow((row) => {
      if (row.getCell(headings.get(words.sheet.project) ?? 1).text === name)
        row.getCell(headings.get(heading) ?? 1).value = value
    })
  write(words.sheet.thisPeriod.month, '很多')
  const upload = async (): Promise<void> => {
    const buffer = Buffer.from(await book.xlsx.writeBuffer())
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await page.locator('input[type=file]').setInputFiles({ name: '示例月报.xlsx', mimeType, buffer })
    await page.getByRole('button', { name: words.sheetPage.preview, exact: true }).click()
    await page.getByRole('radio', { name: frame.secrecy.none }).check()
    await page.getByRole('button', { name: frame.secrecy.proceed }).click()
  }
  await upload()
  const faults = page.getByRole('table', { name: words.sheetPage.faults })
  await expect(faults).toContainText('很多')
  write(words.sheet.thisPeriod.month, 800)
  write(columns.physicalProgress, '示例桩基完成')
  write(words.sheet.nextPlan.month, '示例承台')
  write(columns.slipReason, words.slips.weather)
  sheet.eachRow((row) => {
    const cumulative = row.getCell(headings.get(words.sheet.thisPeriod.month) ?? 1).col
    if (row.getCell(headings.get(words.sheet.project) ?? 1).text === name)
      row.getCell(Number(cumulative) + 1).value = 5_800
  })
  await upload()
  await expect(page.getByRole('table', { name: words.sheetPage.rows })).toContainText(name)
  await page.getByRole('button', { name: /^报送 \d+ 个项目$/ }).click()
  await expect(page.getByRole('status').filter({ hasText: '已报送' })).toBeVisible()
  const { items } = await house.run('town', listReports, { period: month, text: name })
  expect(items).toMatchObject([{ projectId, state: 'submitted', investedThisYear: 58_000_000 }])
})

test('the desk and a report read in English', async ({ house }) => {
  const english = progressReportsMessages.en
  const projectId = await newProject(house, house.unique('示例英文项目'))
  const page = await house.open('project', '/progress-reports', { locale: 'en' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(english.desk.title)
  await expect(page.getByText(english.desk.tiles.unsent, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: english.desk.lookNow }).click()
  await expect(page.getByRole('table', { name: english.desk.alarms })).toContainText(english.desk.alarmKinds.late)
  await page.goto(pathOf(projectId))
  await page.getByLabel(english.sheet.nextPlan.month, { exact: true }).fill('Sample: main structure')
  await page.getByRole('button', { name: english.actions.submit, exact: true }).click()
  await expect(page.getByText(/This month: /)).toBeVisible()
  await page.getByRole('button', { name: english.actions.fill, exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: english.report.kept })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(english.sheet.nextPlan.month, { exact: true })).toHaveValue('Sample: main structure')
})
