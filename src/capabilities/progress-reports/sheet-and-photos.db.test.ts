import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jpegSaying } from '../../../tests/support/photo.ts'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import * as contract from './contract.ts'
import { progressReportsJobs } from './jobs.ts'
import { progressReportsOperations } from './operations/index.ts'

const FEBRUARY = asPeriod('2026-M02')
const wan = (amount: number) => asYuan(amount * 10_000)

let library: Library
beforeAll(async () => {
  library = await openLibrary([...obstaclesOperations, ...progressReportsOperations])
})
afterAll(() => library.test.close())

const office = () => personWith('project_office', library.units.office)
const east = () => personWith('township', library.units.east)
const enter = (name: string, more: object = {}) =>
  library.enter({
    name,
    stage: 'under_construction',
    planYear: 2026,
    yearPlan: wan(1_200),
    investedThisYear: wan(100),
    investedAsOf: asPeriod('2026-M01'),
    ...more,
  })
const show = (projectId: string, as = office()) =>
  library.test.run(contract.showReport, as, { projectId, period: FEBRUARY })

describe('many reports by one sheet', () => {
  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const download = async (as = east()) => {
    const { bytes, name } = await library.test.run(contract.exportReportSheet, as, { period: FEBRUARY })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.slice().buffer)
    return { book, name, sheet: book.worksheets[0] as ExcelJS.Worksheet }
  }
  const columnOf = (sheet: ExcelJS.Worksheet, heading: string): number => {
    let found = 0
    sheet.eachRow((row) => row.eachCell((cell, column) => (cell.text === heading ? (found ||= column) : 0)))
    if (found === 0) throw new Error(`no column ${heading}`)
    return found
  }
  const rowOf = (sheet: ExcelJS.Worksheet, number: string): ExcelJS.Row => {
    let found: ExcelJS.Row | undefined
    sheet.eachRow((row) => row.eachCell((cell) => (cell.text === number ? (found ??= row) : undefined)))
    if (!found) throw new Error(`no row of ${number}`)
    return found
  }
  const fill = (sheet: ExcelJS.Worksheet, number: string, values: Readonly<Record<string, string | number>>) => {
    const row = rowOf(sheet, number)
    for (const [heading, value] of Object.entries(values)) row.getCell(columnOf(sheet, heading)).value = value
  }
  const upload = async (book: ExcelJS.Workbook) => ({
    upload: { name: '示例月报.xlsx', type: XLSX, bytes: new Uint8Array(await book.xlsx.writeBuffer()) },
  })
  const reading = { period: FEBRUARY, holdsNoSecret: true } as const

  it('comes out with what is known and goes back with what was changed, all rows at once', async () => {
    const first = await enter('示例一表甲')
    const second = await enter('示例一表乙', { physicalProgress: '示例打桩' })
    const idle = await enter('示例一表丙')
    const { book, sheet, name } = await download()
    expect(name).toBe('重点项目2026年2月月报.xlsx')
    expect(rowOf(sheet, first.number).getCell(columnOf(sheet, '此前本年累计')).value).toBe(100)
    expect(rowOf(sheet, second.number).getCell(columnOf(sheet, '形象进度')).value).toBe('示例打桩')
    fill(sheet, first.number, {
      本月完成: 50,
      形象进度: '示例封顶',
      '形象进度(%)': 0.6,
      下月计划: '示例装修',
      滞后原因: '资金',
      存在问题: '示例缺一台变压器',
    })
    fill(sheet, second.number, { '1—2月累计': '230万元', 下月计划: '示例吊装' })
    const seen = await library.test.run(contract.previewReportSheet, east(), reading, await upload(book))
    expect(seen.faults).toEqual([])
    expect(seen.counts).toMatchObject({ send: 2, fault: 0 })
    const changed = seen.rows.find((row) => row.projectId === first.id)?.changes.map(({ field }) => field)
    expect(changed).toEqual([
      'investedInPeriod',
      'investedThisYear',
      'physicalShare',
      'physicalProgress',
      'nextPlan',
      'slipReason',
      'problem',
    ])
    expect((await show(first.id)).report).toBeNull()
    expect(await library.test.run(contract.sendReportSheet, east(), reading, await upload(book))).toMatchObject({
      sent: 2,
    })
    expect((await show(first.id)).report?.body).toMatchObject({
      investedInPeriod: wan(50),
      investedThisYear: wan(150),
      physicalShare: 0.6,
      slipReason: 'funding',
      problems: [{ text: '示例缺一台变压器' }],
    })
    expect((await show(second.id)).report?.body).toMatchObject({
      investedInPeriod: wan(130),
      investedThisYear: wan(230),
    })
    expect((await show(idle.id)).report).toBeNull()
    const again = await library.test.run(
      contract.previewReportSheet,
      east(),
      reading,
      await upload((await download()).book),
    )
    expect(again.counts).toMatchObject({ send: 0, same: 2, fault: 0 })
  })

  it('with one mistake sends nothing and names row, column and mistake', async () => {
    const { id, number } = await enter('示例一表有错')
    const foreign = await enter('示例别镇一表', { unitId: library.units.west })
    const { book, sheet } = await download()
    expect(() => rowOf(sheet, foreign.number)).toThrow()
    fill(sheet, number, { 本月完成: '一百', 下月计划: '示例装修' })
    sheet.getRow(sheet.rowCount + 1).getCell(columnOf(sheet, '编号')).value = foreign.number
    const strange = rowOf(sheet, foreign.number)
    strange.getCell(columnOf(sheet, '本月完成')).value = 10
    const seen = await library.test.run(contract.previewReportSheet, east(), reading, await upload(book))
    const found = seen.faults.map(({ field, code, row }) => [field, code, row])
    expect(found).toContainEqual(['investedInPeriod', 'excel.not_an_amount', rowOf(sheet, number).number])
    expect(found).toContainEqual([null, 'progress_reports.sheet_project_unknown', strange.number])
    expect(await refusalOf(library.test.run(contract.sendReportSheet, east(), reading, await upload(book)))).toEqual([
      'rule_broken',
      'progress_reports.sheet_has_faults',
    ])
    expect((await show(id)).report).toBeNull()
    const back = await library.test.run(contract.exportSheetFaults, east(), reading, await upload(book))
    const mended = new ExcelJS.Workbook()
    await mended.xlsx.load(Buffer.from(back.bytes) as never)
    const [page] = mended.worksheets
    if (!page) throw new Error('no sheet came back')
    const told = rowOf(page, number).values as unknown[]
    expect(told.map(String).join(' ')).toContain('一百')
    expect(told.map(String).join(' ')).toContain('本期完成')
    fill(page, number, { '本月完成（万元）': 100, 形象进度: '示例封顶' })
    page.spliceRows(rowOf(page, foreign.number).number, 1)
    const seenAgain = await library.test.run(contract.previewReportSheet, east(), reading, await upload(mended))
    expect(seenAgain.faults).toEqual([])
    expect(seenAgain.rows.find((row) => row.projectId === id)?.outcome).toBe('send')
  })

  it('of another month is refused by its heading', async () => {
    const { book } = await download()
    const march = { ...reading, period: asPeriod('2026-M03') }
    expect(await refusalOf(library.test.run(contract.previewReportSheet, east(), march, await upload(book)))).toEqual([
      'rule_broken',
      'progress_reports.sheet_other_period',
    ])
  })
})

describe('photos', () => {
  const add = (projectId: string, bytes: Uint8Array, as = east()) =>
    library.test.run(
      contract.addPhoto,
      as,
      { projectId, period: FEBRUARY, caption: '示例塔吊', takenOn: asDay('2026-02-20') },
      { upload: { name: 'IMG_1.jpg', type: 'image/jpeg', bytes } },
    )

  it('are kept as their bare picture, shown to those who see the project, and removed with their file', async () => {
    const { id } = await enter('示例照片项目')
    const photo = await add(id, jpegSaying('SECRET-PLACE'))
    expect(photo).toMatchObject({ takenOn: '2026-02-20', width: 3, height: 2, latitude: null })
    const file = await library.test.run(contract.showPhoto, office(), { photoId: photo.id })
    expect(Buffer.from(file.bytes).includes('SECRET')).toBe(false)
    expect(file.type).toBe('image/jpeg')
    const west = personWith('township', library.units.west)
    expect(await refusalOf(library.test.run(contract.showPhoto, west, { photoId: photo.id }))).toEqual([
      'not_found',
      'record.not_found',
    ])
    expect((await show(id, east())).photos).toMatchObject([{ id: photo.id, caption: '示例塔吊' }])
    await library.test.run(contract.removePhoto, east(), { photoId: photo.id })
    expect(await refusalOf(library.test.run(contract.showPhoto, office(), { photoId: photo.id }))).toEqual([
      'not_found',
      'record.not_found',
    ])
  })

  it('of HEIC and of no picture at all are refused with the way out', async () => {
    const { id } = await enter('示例坏照片')
    const heic = new Uint8Array(Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1'))
    expect(await refusalOf(add(id, heic))).toEqual(['invalid', 'kernel.photo_heic'])
    const page = new Uint8Array(Buffer.from('<html>'))
    expect(await refusalOf(add(id, page))).toEqual(['invalid', 'kernel.photo_unknown'])
    expect((await show(id)).photos).toEqual([])
  })
})

describe('the desk', () => {
  it('counts who has not reported, reminds them, and finds late and silent projects at night', async () => {
    const { id } = await enter('示例迟报项目', { unitId: library.units.west, investedAsOf: asPeriod('2026-M01') })
    const count = () => library.test.run(contract.countReports, office(), { period: FEBRUARY })
    const before = await count()
    expect(before.owed).toBe(before.sent + before.late)
    expect(await library.test.run(contract.remindUnits, office(), { period: FEBRUARY, projectIds: [id] })).toEqual({
      reminded: 1,
    })
    const west = personWith('township', library.units.west)
    const own = await library.test.run(contract.listOwnReports, west, {})
    expect(own.owed.find((line) => line.projectId === id)).toMatchObject({ reminders: 1, isLate: true, daysLate: 11 })
    const [job] = progressReportsJobs
    const log = undefined as never
    await job?.run(library.test.house, '370786', log)
    const alarms = async (ended = false) =>
      (await library.test.run(contract.listAlarms, office(), { ended })).items.filter((each) => each.projectId === id)
    expect(await alarms()).toMatchObject([{ kind: 'late', period: FEBRUARY, since: '2026-03-05', endedOn: null }])
    await job?.run(library.test.house, '370786', log)
    expect(await alarms()).toHaveLength(1)
    await library.test.run(contract.submitReport, west, {
      projectId: id,
      period: FEBRUARY,
      body: {
        investedInPeriod: wan(10),
        investedThisYear: wan(110),
        physicalProgress: '示例补报',
        yearForecast: wan(1_200),
        nextPlan: '示例',
        slipReason: 'weather',
      },
    })
    expect(await alarms()).toEqual([])
    expect(await alarms(true)).toMatchObject([{ endedOn: '2026-03-16' }])
    expect((await count()).sent).toBe(before.sent + 1)
  })

  it('lists by number over pages, none twice, none missing', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await library.test.run(contract.listReports, office(), {
        period: FEBRUARY,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map((line) => line.number))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const all = await library.test.run(contract.listReports, office(), { period: FEBRUARY, limit: 200 })
    expect(seen).toEqual(all.items.map((line) => line.number))
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(4)
  })
})
