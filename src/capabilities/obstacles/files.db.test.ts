import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { ARCHIVE_LIMITS } from '../../platform/archive.ts'
import { textOfDocx } from '../../platform/documents/docx-text.ts'
import { findTable } from '../../platform/excel/find-table.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { textOfCell } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import { createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { obstaclesOperations } from './operations/index.ts'
import { columnsWanted } from './sheets.ts'

let test: TestHouse
let root: string
let bureau: string
let power: string
let town: string
const office = () => personWith('supervision_office', root)
const powerPost = () => personWith('department', power)
const townPost = () => personWith('township', town)

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

const travel = (at: string) => {
  test.now = new Date(`${at}:00+08:00`)
}

beforeAll(async () => {
  test = await openTestHouse([...organisationOperations, ...obstaclesOperations])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  root = made.unitId
  const boss = personWith('administrator', root)
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, boss, { name, kind, openedOn: asDay('2020-01-01') })).id
  bureau = await unit('示例发展和改革局', 'department')
  power = await unit('示例供电公司', 'department')
  town = await unit('示例柳林镇', 'township')
})
afterAll(() => test.close())

/** Reports an item and assigns it to the power company. */
async function assigned(title: string): Promise<contract.ItemMoved> {
  const reported = await test.run(contract.reportItem, townPost(), {
    unitId: town,
    body: { class: 'utilities_roads', title, text: `${title}，影响开工。` },
  })
  const verified = await test.run(contract.verifyItem, office(), {
    itemId: reported.id,
    expectedVersion: reported.version,
  })
  return test.run(contract.assignItem, office(), {
    itemId: reported.id,
    expectedVersion: verified.version,
    assignment: { leadUnitId: power, closingStandard: '通电并由建设单位签字', closingProof: 'site_check', days: 5 },
  })
}

const read = async (bytes: Uint8Array) => {
  const text = await textOfDocx(bytes, ARCHIVE_LIMITS)
  if (!text.ok) throw new Error(JSON.stringify(text.problems))
  return text.value
}

describe('papers on an item', () => {
  it('an order of assignment gets its number, stays as it was issued, and stands in the log', async () => {
    travel('2026-03-16T09:00')
    const item = await assigned('示例园区十千伏线路没有接通')
    const { mayIssue } = await test.run(contract.listItemPapers, office(), { itemId: item.id })
    expect(mayIssue).toEqual(['assignment'])
    const draft = await test.run(contract.draftItemPaper, office(), { itemId: item.id, kind: 'assignment' })
    expect(await read(draft.bytes)).not.toContain('〔2026〕')
    expect(await read(draft.bytes)).toContain('办理时限：签收后5个工作日内')
    const issued = await test.run(contract.issueItemPaper, office(), {
      itemId: item.id,
      expectedVersion: item.version,
      kind: 'assignment',
      copiedTo: '示例柳林镇',
    })
    expect(issued).toMatchObject({ number: '交办〔2026〕1号', version: item.version + 1 })
    const ofPaper = { itemId: item.id, paperId: issued.paperId }
    const first = await test.run(contract.showItemPaper, townPost(), ofPaper)
    const text = await read(first.bytes)
    for (const words of [
      '交办〔2026〕1号',
      '示例供电公司：',
      '通电并由建设单位签字',
      '抄送：示例柳林镇',
      '2026年3月16日',
    ])
      expect(text).toContain(words)
    const { words, version } = await test.run(contract.showPaperWords, office(), {})
    await test.run(contract.setPaperWords, office(), {
      expectedVersion: version,
      words: {
        ...words,
        masthead: '示例县督查室',
        forms: { ...words.forms, assignment: { ...words.forms.assignment, prefix: '示政督' } },
      },
    })
    travel('2026-03-17T09:00')
    const again = await test.run(contract.showItemPaper, townPost(), ofPaper)
    expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true)
    const next = await test.run(contract.issueItemPaper, office(), {
      itemId: item.id,
      expectedVersion: issued.version,
      kind: 'assignment',
    })
    expect(next.number).toBe('示政督〔2026〕1号')
    const log = await test.run(contract.listItemHistory, office(), { itemId: item.id })
    expect(log.items.filter(({ kind }) => kind === 'paper_issued').map(({ text: said }) => said)).toEqual([
      '交办单 交办〔2026〕1号',
      '交办单 示政督〔2026〕1号',
    ])
    expect((await test.run(contract.showItem, office(), { itemId: item.id })).state).toBe('assigned')
  })

  it('an order of a colour is offered when its clock has come to it, once each, and only to the office', async () => {
    travel('2026-04-01T09:00')
    const item = await assigned('示例园区给水管线没有接通')
    await test.run(contract.signItem, powerPost(), { itemId: item.id, expectedVersion: item.version })
    const offered = async () => (await test.run(contract.listItemPapers, office(), { itemId: item.id })).mayIssue
    expect(await offered()).toEqual(['assignment', 'reminder'])
    travel('2026-04-07T16:00')
    expect(await offered()).toContain('blue_order')
    const { version } = await test.run(contract.showItem, office(), { itemId: item.id })
    const issue = { itemId: item.id, expectedVersion: version, kind: 'blue_order' as const }
    expect(await codesOf(test.run(contract.issueItemPaper, powerPost(), issue))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
    await test.run(contract.issueItemPaper, office(), issue)
    expect(await offered()).not.toContain('blue_order')
    expect(
      await codesOf(test.run(contract.issueItemPaper, office(), { ...issue, expectedVersion: version + 1 })),
    ).toEqual(['rule_broken', 'obstacles.paper_not_now'])
  })
})

describe('the ledger of problems as a workbook', () => {
  it('goes out with its columns and what the log tells', async () => {
    travel('2026-04-07T17:00')
    const file = await test.run(contract.exportItems, office(), {})
    expect(file.name).toBe('问题台账-2026-04-07.xlsx')
    const sheets = await readWorkbook(file.bytes)
    if (!sheets.ok || !sheets.value[0]) throw new Error('unreadable')
    expect(textOfCell(sheets.value[0].rows[0]?.cells[0])).toBe('示例县问题台账')
    const table = findTable(sheets.value[0], columnsWanted())
    if (!table.ok) throw new Error(JSON.stringify(table.problems))
    expect(table.value.rows.map((row) => textOfCell(row.cells['number']))).toEqual(['WT-2026-0001', 'WT-2026-0002'])
    expect(table.value.rows.map((row) => textOfCell(row.cells['leadUnit']))).toEqual(['示例供电公司', '示例供电公司'])
    const supervised = await test.run(contract.exportItems, office(), { ledger: 'supervision' })
    expect(supervised.name).toBe('督查台账-2026-04-07.xlsx')
  })

  const county = (rows: readonly Readonly<Record<string, string>>[]) =>
    writeWorkbook([
      {
        name: '示例',
        title: '示例县重点项目存在问题台账',
        columns: ['序号', '项目名称', '存在问题', '问题类别', '责任单位', '办结时限', '是否解决'].map((heading) => ({
          key: heading,
          heading,
          width: 12,
          kind: 'text' as const,
        })),
        rows,
      },
    ])
  const reading = () => ({ unitId: town, holdsNoSecret: true as const })
  const upload = (bytes: Uint8Array) => ({ upload: { name: '台账.xlsx', type: 'xlsx', bytes } })

  it("comes in from a county's own sheet with a look first, leaves out what is closed or known, and is undone as one act", async () => {
    const bytes = await county([
      {
        序号: '1',
        项目名称: '示例乙项目',
        存在问题: '用地手续没有批复',
        问题类别: '手续办理',
        责任单位: '示例发展和改革局',
        办结时限: '2026年4月底',
        是否解决: '否',
      },
      {
        序号: '2',
        项目名称: '示例丙项目',
        存在问题: '临时用电没有接通',
        问题类别: '用电',
        责任单位: '示例供电公司',
        办结时限: '2026-04-20',
      },
      { 序号: '3', 项目名称: '示例丁项目', 存在问题: '已经解决的事', 是否解决: '已办结' },
      { 序号: '4', 项目名称: '示例乙项目', 存在问题: '用地手续没有批复' },
    ])
    const preview = await test.run(contract.previewItemsImport, townPost(), reading(), upload(bytes))
    expect(preview.counts).toEqual({ rows: 4, report: 2, known: 1, closed: 1, fault: 0 })
    expect(preview.rows[0]).toMatchObject({
      title: '示例乙项目：用地手续没有批复',
      class: 'permits',
      unitName: '示例发展和改革局',
      neededOn: '2026-04-30',
    })
    expect(preview.rows[1]).toMatchObject({ class: 'utilities_roads', neededOn: '2026-04-20' })
    const done = await test.run(contract.importItems, townPost(), reading(), upload(bytes))
    expect(done).toMatchObject({ reported: 2, known: 1, closed: 1 })
    const list = async () =>
      (await test.run(contract.listItems, townPost(), { state: ['reported'] })).items
        .map(({ title }) => title)
        .toSorted()
    expect(await list()).toEqual(['示例丙项目：临时用电没有接通', '示例乙项目：用地手续没有批复'])
    const twice = await test.run(contract.importItems, townPost(), reading(), upload(bytes))
    expect(twice).toMatchObject({ importId: null, reported: 0, known: 3 })
    const undoing = { importId: done.importId ?? '', reason: '示例：选错了表' }
    expect(await test.run(contract.undoItemsImport, townPost(), undoing)).toEqual({ withdrawn: 2 })
    expect(await list()).toEqual([])
    expect(await codesOf(test.run(contract.undoItemsImport, townPost(), undoing))).toEqual([
      'rule_broken',
      'obstacles.import_undone',
    ])
  })

  it('is not undone where somebody went on with an item of it', async () => {
    const bytes = await county([{ 序号: '1', 存在问题: '示例道路没有硬化', 责任单位: '示例发展和改革局' }])
    const done = await test.run(contract.importItems, townPost(), reading(), upload(bytes))
    const [item] = (await test.run(contract.listItems, office(), { state: ['reported'] })).items
    await test.run(contract.verifyItem, office(), { itemId: item?.id ?? '', expectedVersion: item?.version ?? 0 })
    const undoing = { importId: done.importId ?? '', reason: '示例：想撤回' }
    expect(await codesOf(test.run(contract.undoItemsImport, townPost(), undoing))).toEqual([
      'rule_broken',
      'obstacles.import_changed',
    ])
    expect((await test.run(contract.listItemsImports, townPost(), {})).items[0]?.actions).toEqual(['undo'])
  })

  it('shows each fault by row and column, imports nothing while there is one, and gives the rows back', async () => {
    const bytes = await county([
      { 序号: '1', 存在问题: '示例问题甲', 问题类别: '从没听过的类', 责任单位: '不存在的局', 办结时限: '尽快' },
      { 序号: '2', 存在问题: '示例问题乙' },
    ])
    const { faults } = await test.run(contract.previewItemsImport, townPost(), reading(), upload(bytes))
    expect(faults.map(({ field, code }) => [field, code])).toEqual([
      ['dueOn', 'excel.not_a_day'],
      ['class', 'obstacles.sheet_class_unknown'],
      ['leadUnit', 'obstacles.sheet_unit_unknown'],
    ])
    expect(await codesOf(test.run(contract.importItems, townPost(), reading(), upload(bytes)))).toEqual([
      'rule_broken',
      'obstacles.sheet_has_faults',
    ])
    const back = await test.run(contract.exportItemsFaults, townPost(), reading(), upload(bytes))
    const sheets = await readWorkbook(back.bytes)
    const cells = sheets.ok
      ? sheets.value.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.map(textOfCell)))
      : []
    expect(cells.some((cell) => cell.includes('不在单位名录里'))).toBe(true)
    expect(cells.some((cell) => cell.includes('示例问题乙'))).toBe(false)
  })

  it('cannot be brought in for another unit', async () => {
    const bytes = await county([{ 序号: '1', 存在问题: '示例问题' }])
    const foreign = { unitId: bureau, holdsNoSecret: true as const }
    expect(await codesOf(test.run(contract.importItems, townPost(), foreign, upload(bytes)))).toEqual([
      'forbidden',
      'obstacles.sheet_unit_not_yours',
    ])
  })
})
