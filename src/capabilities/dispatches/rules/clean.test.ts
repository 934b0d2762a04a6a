import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLEANING_KINDS, cleanDispatch } from './clean.ts'
import { originalSpan } from './mapped-text.ts'

const kindsOf = (raw: string) => new Set(cleanDispatch(raw).steps.map(({ kind }) => kind))

/** Text made of what damages dispatches, so that properties meet the hard cases. */
const damaged = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(jīng)',
        '（fā）',
        ',,',
        ',。',
        '、,',
        '?！',
        '?!彪菔',
        '\uFFFD',
        '<br>',
        '&nbsp;',
        '\n',
        ' ',
        '　',
        '１２３',
        '％',
        '經濟',
        '後',
        '增長',
        '责任编辑：甲',
        '相关推荐',
        '首页',
        '国产精品,免费在线观看,中文字幕',
        '10,000',
        '3:30',
        '。',
      ),
      fc.string({ maxLength: 6 }),
      fc.stringMatching(/^[\u4e00-\u9fff]{0,8}$/),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('cleaning a dispatch', () => {
  it('takes out glosses injected after characters and keeps remarks in brackets', () => {
    expect(cleanDispatch('經(jīng)濟發(fā)展(GDP)（县）').text).toBe('经济发展（GDP）（县）')
  })

  it('reads zhuyin glosses as glosses', () => {
    expect(cleanDispatch('發(ㄈㄚ)展').text).toBe('发展')
  })

  it.each([
    ['提速,,增效,。', '提速，增效。'],
    ['“加速度”,、比拼,?', '“加速度”、比拼？'],
    ['达1,050.5万元,增长3:1', '达1,050.5万元，增长3:1'],
  ])('mends doubled punctuation and leaves figures alone: %s', (raw, text) => {
    expect(cleanDispatch(raw).text).toBe(text)
  })

  it('turns full-width figures and letters into plain ones', () => {
    expect(cleanDispatch('增长１２．５％，ＧＤＰ').text).toBe('增长12.5%，GDP')
  })

  it('takes spaces between Han and figures out and keeps those between titles', () => {
    expect(cleanDispatch('完成 2024 年 投资 5 亿元').text).toBe('完成2024年 投资5亿元')
  })

  it('turns traditional characters into simplified ones and leaves simplified text as it is', () => {
    expect(cleanDispatch('發展著力點與後勁').text).toBe('发展着力点与后劲')
    expect(cleanDispatch('著名企业显著增长，乾隆年间').text).toBe('著名企业显著增长，乾隆年间')
  })

  it('reads back bytes that slipped by one where 。” stood', () => {
    expect(cleanDispatch('奮進的號角?!\u84d6\u252b\ue029\u6cc4\ue63dI和信息化局局長表示').text).toBe(
      '奋进的号角。”桐溪市工业和信息化局局长表示',
    )
  })

  it('marks what it cannot read, without changing it', () => {
    const { text, steps } = cleanDispatch('总投\uFFFD\uFFFD亿元')
    expect(text).toContain('\uFFFD\uFFFD')
    expect(steps).toEqual([{ kind: 'broken', start: 2, end: 4, before: '\uFFFD\uFFFD', after: '\uFFFD\uFFFD' }])
  })

  it('puts a mark where a gloss outlived its character', () => {
    expect(cleanDispatch('敢?dān)?dāng)、开新局').text).toBe('敢□□、开新局')
  })

  it('does not take a question for broken bytes', () => {
    expect(cleanDispatch('如何破题?!这是真的吗?他说。').steps.some(({ kind }) => kind === 'broken')).toBe(false)
  })

  it('cuts credits, navigation, advertisements and the articles after a list heading', () => {
    const body = '全县完成投资五亿元，同比增长百分之三，发展态势良好，项目建设稳步推进，群众满意。'.repeat(5)
    const raw = [
      '首页',
      '新闻',
      '视频',
      '图片',
      `某县：发展提速`,
      body,
      '责任编辑：甲',
      '相关推荐',
      '另一篇新闻增长50%。',
    ].join('\n')
    const { text, removed } = cleanDispatch(raw)
    expect(text.trim()).toBe(`某县：发展提速\n${body}`)
    expect(removed.map(({ kind }) => kind)).toContain('appended')
  })

  it('never takes a lone short line for navigation', () => {
    expect(cleanDispatch('优环境\n全县上下齐心协力，完成投资五亿元。').text).toContain('优环境')
  })

  it('leaves a kind out when it is switched off, and undoes a single step', () => {
    const raw = '經(jīng)濟發(fā)展'
    expect(cleanDispatch(raw, { off: ['gloss', 'width'] }).text).toContain('(jīng)')
    const [first] = cleanDispatch(raw).steps.filter(({ kind }) => kind === 'gloss')
    const undone = cleanDispatch(raw, { undo: [{ kind: 'gloss', start: first?.start ?? -1 }] })
    expect(undone.text).toBe('经（jīng）济发展')
  })

  it('names its kinds in the order they are applied', () => {
    expect(kindsOf('發(fā)展,,１%\n责任编辑：甲')).toEqual(
      new Set(CLEANING_KINDS.filter((kind) => ['gloss', 'width', 'script', 'punctuation', 'furniture'].includes(kind))),
    )
  })

  it('joins the lines a page broke, and no titles and paragraphs', () => {
    const body =
      '今年以来全县坚持把项目建设作为推动高质量发展的重要抓手，上半年完成固定资产投资一百二十亿元，同比增长百分之十二，实现时间过半任务过半。'.repeat(
        4,
      )
    const broken = (body.match(/.{1,30}/gu) ?? []).join('\n')
    expect(cleanDispatch(`抓项目促发展\n${broken}`).text).toBe(`抓项目促发展\n${body}`)
    const paragraphs = `抓项目促发展\n${body}\n${body.slice(0, 90)}\n${body}`
    expect(cleanDispatch(paragraphs).text).toBe(paragraphs)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(damaged, (raw) => {
        const { text } = cleanDispatch(raw)
        expect(cleanDispatch(text).text).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  it('knows the place of every character in the original', () => {
    fc.assert(
      fc.property(damaged, (raw) => {
        const cleaned = cleanDispatch(raw)
        expect(cleaned.starts).toHaveLength(cleaned.text.length)
        let before = 0
        for (let i = 0; i < cleaned.text.length; i += 1) {
          const { start, end } = originalSpan(cleaned, i, i + 1)
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(raw.length)
          before = start
        }
        for (const step of cleaned.steps) expect(raw.slice(step.start, step.end)).toBe(step.before)
      }),
      { numRuns: 300 },
    )
  })

  it('loses no digit of the article', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99_999 }), { minLength: 1, maxLength: 8 }), (figures) => {
        const raw = `全縣${figures.map((figure) => `完(wán)成投資${figure}億元,,`).join('')}增長。`
        const digits = (text: string) => text.replace(/\D/g, '')
        expect(digits(cleanDispatch(raw).text)).toBe(digits(raw))
      }),
    )
  })
})
