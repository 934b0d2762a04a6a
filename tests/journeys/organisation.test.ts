import type { Locator } from '@playwright/test'
import ExcelJS from 'exceljs'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { organisationMessages } from '../../src/capabilities/organisation/messages/index.ts'
import { frameWords, signIn } from './support/door.ts'
import { choose, writeDay } from './support/fields.ts'
import { expect, test } from './support/journey.ts'

const words = organisationMessages['zh-CN']
const frame = frameWords()

test('a unit is set up, renamed and merged away, and its old name stays in its history', async ({ house }) => {
  const [name, later] = [house.unique('示例新设中心'), house.unique('示例改名中心')]
  const page = await house.open('admin', '/organisation/units')
  await page.getByRole('button', { name: words.units.create }).click()
  const box = page.getByRole('dialog', { name: words.units.create })
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(box.getByText(`${words.units.name}: ${frame.form.required}`)).toBeVisible()
  await box.getByLabel(words.units.name, { exact: true }).fill(name)
  await choose(page, box.getByLabel(words.units.kind), words.unitKinds.office)
  await choose(page, box.getByLabel(words.units.parent), '示例县')
  await writeDay(box.getByLabel(words.units.openedOn), '2026-01-05')
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(box).toBeHidden()
  await page.getByRole('treeitem', { name, exact: true }).click()
  const record = page.getByRole('region', { name })
  await expect(record.getByText(words.unitKinds.office, { exact: true })).toBeVisible()

  await record.getByRole('button', { name: words.units.actions.rename }).click()
  const renaming = page.getByRole('dialog')
  await renaming.getByLabel(words.units.name, { exact: true }).fill(later)
  await writeDay(renaming.getByLabel(words.common.from), '2026-02-01')
  await renaming.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(page.getByRole('treeitem', { name: later, exact: true })).toBeVisible()
  const renamed = page.getByRole('region', { name: later })
  await expect(renamed.getByText(`${words.common.since('2026-01-05')} ${name}`)).toBeVisible()
  await expect(renamed.getByText(`${words.common.since('2026-02-01')} ${later}`)).toBeVisible()

  await renamed.getByRole('button', { name: words.units.actions.merge }).click()
  const merging = page.getByRole('dialog')
  await choose(page, merging.getByLabel(words.units.into), '示例督查室')
  await writeDay(merging.getByLabel(words.common.from), '2026-03-01')
  await fillReason(merging, '示例机构改革')
  await merging.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(page.getByRole('treeitem', { name: later, exact: true })).toHaveCount(0)
})

test('a person is registered with a post, found by pinyin, and signs in with the one-time password shown once', async ({
  house,
}) => {
  const name = house.unique('示例严谨')
  const account = `yanjin${Date.now() % 1e9}`
  const page = await house.open('admin', '/organisation/people')
  await page.getByRole('button', { name: words.people.create }).click()
  const box = page.getByRole('dialog', { name: words.people.create })
  await box.getByLabel(words.people.name, { exact: true }).fill(name)
  await box.getByLabel(words.people.account, { exact: true }).fill('-')
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(box.getByText(words.problems['organisation.account_shape']()).first()).toBeVisible()
  await expect(box.getByLabel(words.people.name, { exact: true })).toHaveValue(name)
  await box.getByLabel(words.people.account, { exact: true }).fill(account)
  await choose(page, box.getByLabel(words.posts.unit), '示例督查室')
  await choose(page, box.getByLabel(words.posts.role), words.roles.supervision_office)
  await box.getByLabel(words.posts.postTitle).fill('示例督查员')
  await writeDay(box.getByLabel(words.posts.fromOn), '2026-01-01')
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  const handed = page.getByRole('dialog', { name: words.people.firstPassword })
  const password = await handed.getByRole('code').innerText()
  await handed
    .getByRole('button', { name: 'OK' })
    .or(handed.getByRole('button', { name: '确定' }))
    .click()

  await page.getByRole('searchbox').fill('slyj')
  await page.getByRole('searchbox').press('Enter')
  const row = page.getByRole('row', { name: new RegExp(account) })
  await expect(row.getByText(words.people.firstLogin)).toBeVisible()
  await expect(row).toContainText('示例督查员')

  const door = await house.openDoor()
  await signIn(door, account, password)
  await expect(door.getByText(frame.password.forced)).toBeVisible()
})

test('a post ends on a day and is still seen on the days before', async ({ house }) => {
  const page = await house.open('admin', '/organisation/posts')
  await expect(page.getByRole('row', { name: /示例·统计局工作人员/ })).toBeVisible()
  await page.getByLabel(words.posts.history).click()
  await expect(page.getByRole('row', { name: /示例·统计局工作人员/ })).toBeVisible()
})

test('a workbook with faults is answered row by row and brings nothing in; mended, it comes in whole', async ({
  house,
}) => {
  const unit = house.unique('示例导入办')
  const account = `daoru${Date.now() % 1e9}`
  const page = await house.open('admin', '/organisation/import')
  const preview = async (kind: string, of: string) => {
    const buffer = await workbook(unit, kind, account, of)
    await page.locator('input[type=file]').setInputFiles({ name: '单位人员.xlsx', mimeType: XLSX, buffer })
    await page.getByRole('button', { name: words.import.preview }).click()
    const question = page.getByRole('dialog', { name: frame.secrecy.title })
    await expect(question.getByRole('button', { name: frame.secrecy.proceed })).toBeDisabled()
    await question.getByRole('radio', { name: frame.secrecy.none }).check()
    await question.getByRole('button', { name: frame.secrecy.proceed }).click()
  }
  await preview('不认识的类型', '示例没有的单位')
  const faults = page.getByRole('table', { name: words.import.faults(2) })
  await expect(faults.getByRole('row')).toHaveCount(3)
  await expect(faults).toContainText('不认识的类型')
  await expect(faults).toContainText('示例没有的单位')
  await expect(page.getByRole('button', { name: words.import.save, exact: true })).toBeDisabled()
  expect((await house.run('admin', listUnits, { search: unit })).items).toEqual([])

  await preview(words.unitKinds.office, unit)
  await expect(page.getByText(words.import.counts(1, 1, 1))).toBeVisible()
  await page.getByRole('button', { name: words.import.save, exact: true }).click()
  await expect(page.getByText(words.import.saved(1, 1, 1))).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(account) }).getByRole('code')).not.toBeEmpty()
  expect((await house.run('admin', listUnits, { search: unit })).items).toHaveLength(1)
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function fillReason(box: Locator, reason: string) {
  await box.getByLabel(words.common.reason).fill(reason)
}

/** A workbook of one unit, one person and one post. */
async function workbook(unit: string, kind: string, account: string, of: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const { sheets } = words
  const add = (name: string, headings: readonly string[], row: readonly string[]) =>
    book.addWorksheet(name).addRows([[...headings], [...row]])
  add(words.import.sheets.units, [sheets.name, sheets.kind, sheets.openedOn], [unit, kind, '2026-01-01'])
  add(words.import.sheets.people, [sheets.personName, sheets.account], ['示例导入人', account])
  add(
    words.import.sheets.posts,
    [sheets.account, sheets.name, sheets.role, sheets.title, sheets.fromOn],
    [account, of, words.roles.department, '示例干事', '2026-01-01'],
  )
  return Buffer.from(await book.xlsx.writeBuffer())
}
