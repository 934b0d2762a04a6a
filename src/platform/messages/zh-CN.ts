import type { Catalogue } from '../../kernel/language.ts'

/** Words of the platform: reading and writing workbooks, reading documents, backups. */
export const zhCN = {
  excel: {
    sheet: '需要改正的行',
    title: '需要改正的行（改好后可直接重新导入）',
    rowNumber: '原行号',
    errors: '需要改正之处',
  },
  problems: {
    'archive.damaged': () => '文件已损坏或没有传完整，请在电脑上打开确认后另存一份再上传。',
    'archive.encrypted': () => '文件加了密码，请去掉密码后再上传。',
    'archive.file_changed': ({ path }) => `归档里的 ${path} 与清单对不上，被改动过。`,
    'archive.file_missing': ({ path }) => `归档里缺 ${path}。`,
    'archive.file_unknown': ({ path }) => `归档里多出清单上没有的 ${path}。`,
    'archive.not_a_year': () => '这不是年度归档：没有可读的 manifest.json。',
    'archive.not_a_zip': () => '文件内容与它的扩展名不符或已损坏，请在电脑上打开确认后另存一份再上传。',
    'archive.too_much_inside': () => '文件解开后过大，不予读取；请删去无关内容、拆成几个文件后再上传。',
    'excel.old_format': () =>
      '这是旧格式的表格（.xls、.et 或网页表格），请在 Excel 或 WPS 中打开，选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传新文件。',
    'excel.encrypted': () => '工作簿加了打开密码，请在 Excel 或 WPS 的“文件—信息—保护工作簿”中去掉密码，保存后再上传。',
    'excel.not_a_workbook': () => '这不是 Excel 工作簿，请上传 .xlsx 文件。',
    'excel.too_many_sheets': ({ sheets, maximum }) =>
      `工作簿有 ${sheets} 张表，最多 ${maximum} 张；请只留要导入的表后再上传。`,
    'excel.too_many_rows': ({ rows, maximum }) => `表格有 ${rows} 行，最多 ${maximum} 行；请拆成几个文件分别导入。`,
    'excel.too_many_columns': ({ columns, maximum }) =>
      `表格有 ${columns} 列，最多 ${maximum} 列；请删去无关的列后再上传。`,
    'excel.heading_not_found': ({ sheet, headings }) =>
      `在表“${sheet}”里没有找到表头，应有这些列：${headings}；请检查选的是不是这张表，或手工指定表头所在行。`,
    'excel.formula_failed': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列的公式没有结果（${text}），请在 Excel 中改正公式或改为数值，保存后再导入。`,
    'excel.text_too_long': ({ row, column, maximum }) =>
      `第 ${row} 行 ${column} 列的文字太长，最多 ${maximum} 个字，请删减。`,
    'excel.code_cut': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列的编码 ${text} 是按数字录入的，末尾几位已被 Excel 改成 0；请把该列设为文本格式，重新录入。`,
    'excel.not_a_number': ({ row, column, text }) => `第 ${row} 行 ${column} 列“${text}”不是数字，请改为数字或留空。`,
    'excel.not_a_whole_number': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列“${text}”不是整数，请改为整数或留空。`,
    'excel.not_an_amount': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列“${text}”不是一个金额，请填一个数（可带元、万元、亿元），不要填区间或文字。`,
    'excel.other_money': ({ row, column, text, unit }) =>
      `第 ${row} 行 ${column} 列“${text}”的单位是${unit}，不能按人民币元、万元、亿元读取；请换算后填写，外资另填外资栏。`,
    'excel.not_an_area': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列“${text}”不是面积，请填一个数（可带亩、平方米、公顷、平方公里）。`,
    'excel.not_a_percentage': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列“${text}”不是百分数，请填 6.4% 这样的数。`,
    'excel.not_a_day': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列“${text}”不是日期，请填 2026-03-05 或 2026年3月这样的日期。`,
    'excel.ambiguous_day': ({ row, column, text }) =>
      `第 ${row} 行 ${column} 列的 ${text} 分不清是 1 月还是 10 月（数字末尾的 0 会丢失），请写成“2026年10月”这样。`,
    'document.old_format': () =>
      '这是旧格式的文档（.doc、.wps 或 .rtf），请在 Word 或 WPS 中打开，选“另存为”，类型选“Word 文档（.docx）”，再上传新文件。',
    'document.encrypted': () => '文档加了密码，请去掉密码后再上传。',
    'document.not_a_docx': () => '这不是 Word 文档或已损坏，请在 Word 或 WPS 中打开，另存为 .docx 后再上传。',
    'document.damaged_pdf': () => '这个 PDF 打不开，可能已损坏，请重新导出或改传 .docx。',
    'document.no_text': () => '文件里没有文字。如果是扫描件，请先做文字识别，或把文字粘贴进来。',
    'document.not_a_text': () => '这个文件不是文字，请上传 .txt、.docx、.pdf、.html，或把文字粘贴进来。',
    'document.too_long': ({ pages, characters, maximum }) =>
      `文档太长（${pages === undefined ? `${characters} 字` : `${pages} 页`}），最多 ${maximum}${pages === undefined ? ' 字' : ' 页'}；请拆开后再上传。`,
    'document.too_slow': () => '这个 PDF 太复杂，读取超时，请改传 .docx 或把文字粘贴进来。',
    'operation.not_http': () => '收到的不是合法的 HTTP 请求，请检查所用的程序或代理。',
    'operation.head_too_large': () => '请求头太大，请清除本站的 Cookie 或缩短地址后再试。',
    'operation.too_slow': () => '请求传得太慢，已断开，请检查网络后再试。',
    'operation.bad_address': () => '地址写法不对，请检查其中的 % 等符号。',
    'file.form_broken': () => '文件没有传完整，请再上传一次。',
    'backup.not_a_backup': () => '这不是本系统的备份文件，请换一个文件。',
    'backup.damaged': () => '备份文件缺行或被改动过，不能恢复，请换另一份备份。',
    'backup.other_schema': ({ backup, here }) =>
      `备份的数据结构（${backup}）与本系统（${here}）不同，请用同一版本的系统恢复后再升级。`,
    'backup.no_such_region': ({ region }) => `这里没有地区 ${region} 的数据，请核对代码。`,
    'backup.account_taken': ({ accounts, region }) =>
      `账号 ${accounts} 已被这里的另一地区（${region}）使用，账号在一个系统内不能重复；请先改掉其中一方的账号再恢复。`,
    'backup.not_empty': ({ region, table }) =>
      `地区 ${region} 在这里已有数据（${table}），不能恢复到非空的库，请换一个空库。`,
  },
  fields: {},
} satisfies Catalogue & Record<string, unknown>
