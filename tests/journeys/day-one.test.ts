import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { dispatchesMessages } from '../../src/capabilities/dispatches/messages/index.ts'
import { targetsMessages } from '../../src/capabilities/targets/messages/index.ts'
import { verifyYearArchive } from '../../src/platform/year-archive.ts'
import { frameWords } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, test } from './support/journey.ts'
import { goByMenu, settled } from './support/page.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const dispatches = dispatchesMessages['zh-CN']

/** A county's own table: a title, merged groups, a section, units in columns, a total and a note. All of it is invented. */
async function tableOf(name: string, east: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('目标分解')
  sheet.addRows([
    ['示例县年度主要指标目标分解表'],
    ['序号', '指标名称', '单位', '全年目标', '责任单位', '分解目标', null],
    [null, null, null, null, null, '示例东河镇', '示例西山镇'],
    ['一', '经济指标'],
    [1, `${name}产值`, '亿元', '24以上', '示例工业和信息化局', east, 9.5],
    [2, `${name}投资增速`, '%', 8, '示例发展和改革局', null, null],
    ['合计', null, null, 32, null, 12, 9.5],
    ['注：本表由考核办汇总。'],
  ])
  sheet.mergeCells('A1:G1')
  for (const column of 'ABCDE') sheet.mergeCells(`${column}2:${column}3`)
  sheet.mergeCells('F2:G2')
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function preview(page: Page, buffer: Buffer, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<void> {
  const { secrecy } = frameWords(locale)
  await page.locator('input[type=file]').setInputFiles({ name: '目标分解表.xlsx', mimeType: XLSX, buffer })
  await page.getByRole('button', { name: targetsMessages[locale].imports.preview, exact: true }).click()
  const question = page.getByRole('dialog', { name: secrecy.title })
  await question.getByRole('radio', { name: secrecy.none }).check()
  await question.getByRole('button', { name: secrecy.proceed }).click()
}

for (const locale of ['zh-CN', 'en'] as const)
  test(`a county's own table of goals comes in, is issued, and goes back as one act (${locale})`, async ({ house }) => {
    const words = targetsMessages[locale]
    const name = house.unique('示例松柏')
    const page = await house.open('assess', '/actuals/import', { locale: locale === 'en' ? 'en-GB' : 'zh-CN' })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.goals.title)
    await page.getByLabel(words.imports.reason).fill('示例年初分解')
    await page.getByRole('checkbox', { name: words.goals.issue }).check()
    await page.getByLabel(words.form.approvingBody).fill('示例县政府常务会议')
    await preview(page, await tableOf(name, '按上级要求'), locale)
    const faults = page.getByRole('table', { name: words.imports.errorsSheet })
    await expect(faults).toContainText('按上级要求')
    await expect(page.getByRole('button', { name: words.goals.apply(3), exact: true })).toBeDisabled()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: words.imports.problems }).click()
    expect((await saving).suggestedFilename()).toMatch(/\.xlsx$/)

    await preview(page, await tableOf(name, '120000万元'), locale)
    const goals = page.getByRole('table', { name: words.imports.preview })
    await expect(goals.getByRole('row', { name: new RegExp(`${name}产值`) })).toHaveCount(3)
    await expect(goals).toContainText(words.goals.newIndicator)
    await page.getByRole('button', { name: words.goals.apply(4), exact: true }).click()
    await expect(page.getByText(words.goals.entered(4, 2))).toBeVisible()

    const list = await house.open('assess', `/targets?search=${encodeURIComponent(name)}`)
    await settled(list)
    await expect(list.getByRole('main')).toContainText(`${name}产值`)

    const last = page.getByRole('table', { name: words.imports.last })
    await last.getByRole('button', { name: words.imports.undo }).first().click()
    const box = page.getByRole('dialog')
    await box.getByRole('textbox').fill('示例导错了文件')
    await box.getByRole('button', { name: frameWords(locale).actions.confirm }).click()
    await expect(box).toBeHidden()
    await expect(last).toContainText(words.imports.undone)
    await list.reload()
    await settled(list)
    await expect(list.getByRole('main')).not.toContainText(`${name}产值`)
  })

test('a whole year leaves as one archive whose manifest checks without the system', async ({ house }) => {
  const { menu, archive } = targetsMessages['zh-CN']
  test.setTimeout(120_000)
  const page = await house.open('admin')
  await goByMenu(page, menu.archive)
  const year = String(new Date().getFullYear())
  const row = page.getByRole('row', { name: new RegExp(`^${year}`) })
  const saving = page.waitForEvent('download', { timeout: 90_000 })
  await row.getByRole('button', { name: archive.export }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(archive.file('昌邑市', Number(year)))
  const sound = await verifyYearArchive(await readFile(await download.path()))
  if (!sound.ok) throw new Error(sound.problems.map((each) => each.code).join())
  const of = (holds: string) => sound.value.files.filter((each) => each.holds === holds).map((each) => each.path)
  expect(of('ledger').some((path) => path.includes('指标调度表'))).toBe(true)
  expect(of('ledger').length).toBeGreaterThanOrEqual(3)
  expect(of('rows')).toContain('rows/key_projects.jsonl')
  await expect(row).toContainText(sound.value.manifestSha256.slice(0, 12))
})

test('accepting a goal of the whole region asks who enters it; the file a dispatch came in is given back', async ({
  house,
}) => {
  const name = `${house.unique('柳桑').replaceAll(/[^\p{Script=Han}]/gu, '')}${'梅兰竹菊荷'[Math.floor(Math.random() * 5)]}`
  const year = new Date().getFullYear()
  const buffer = Buffer.from(
    `昌邑市召开${year}年${name}攻坚会\n来源：示例日报　时间：${year}-01-05 09:00\n会议提出，全市${name}产值要达到24亿元以上。\n`,
  )
  const page = await house.open('project', '/dispatches/new')
  await page.locator('input[type=file]').setInputFiles({ name: `${name}.txt`, mimeType: 'text/plain', buffer })
  await page.getByRole('button', { name: dispatches.read.start, exact: true }).click()
  const question = page.getByRole('dialog', { name: frameWords().secrecy.title })
  await question.getByRole('radio', { name: frameWords().secrecy.none }).check()
  await question.getByRole('button', { name: frameWords().secrecy.proceed }).click()

  const rows = page.getByRole('region', { name: dispatches.rows.title })
  const row = rows.getByRole('row', { name: new RegExp(`^${dispatches.rowKinds.target}: .*${name}`) })
  await row.getByRole('button', { name: dispatches.rows.accept, exact: true }).click()
  const box = page.getByRole('dialog', { name: dispatches.rows.accept })
  await expect(box).toContainText(dispatches.rows.newSource(1))
  await choose(page, box.getByRole('combobox'), '示例工业和信息化局')
  await box.getByRole('button', { name: dispatches.rows.acceptSelected(1) }).click()
  await expect(box).toContainText('示例工业和信息化局还没有能填报数据的人')
  await choose(page, box.getByRole('combobox'), '示例发展和改革局')
  await box.getByRole('button', { name: dispatches.rows.acceptSelected(1) }).click()
  await expect(row).toContainText(dispatches.states.accepted ?? '')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: dispatches.original }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(`${name}.txt`)
  expect((await readFile(await download.path())).equals(buffer)).toBe(true)

  // Its months are owed by the unit that was chosen.
  const source = await house.open('dept')
  await expect(source.getByRole('main')).toContainText(`${name}产值`)
})
