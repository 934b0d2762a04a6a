import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfHtml, textOfHtmlBytes } from './html-text.ts'

describe('textOfHtml', () => {
  it('gives a line per block and a tab between cells', () => {
    expect(
      textOfHtml('<h1>标题</h1><p>一段<b>加粗</b>字<br>第二行</p><table><tr><td>甲</td><td>1</td></tr></table>'),
    ).toBe('标题\n一段加粗字\n第二行\n甲\t1')
  })

  it('leaves scripts, styles, comments and the head out, whatever they hold', () => {
    const html =
      '<head><title>页</title><style>p{}</style></head><p>甲<script>if (a < b) "</p>"</script><!-- <p>隐 --></p><STYLE>x</STYLE >乙'
    expect(textOfHtml(html)).toBe('甲\n乙')
  })

  it('resolves entities and joins lines of the source between Han characters', () => {
    expect(
      textOfHtml('<p>经济\n   发展 &ldquo;1&middot;2&rdquo;&nbsp;&#20137;&#x5143;&amp;lt; &unknown; a\nb</p>'),
    ).toBe('经济发展 “1·2” 亩元&lt; &unknown; a b')
  })

  it('keeps a lone < and passes a > inside a quoted attribute', () => {
    expect(textOfHtml('<p title="a > b">1 < 2 且 <3</p>')).toBe('1 < 2 且 <3')
  })

  it('reads a page in the encoding it declares', () => {
    const body = Buffer.concat([
      Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><p>'),
      Buffer.from('d6d8b5e3cfeec4bf', 'hex'),
      Buffer.from('</p>'),
    ])
    expect(textOfHtmlBytes(body)).toBe('重点项目')
    expect(textOfHtmlBytes(Buffer.from('<meta charset="no-such-thing"><p>重点项目</p>'))).toBe('重点项目')
  })

  it('gives no markup back, whatever the page is made of', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<td>',
      '</td>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<a href="',
      '">',
      '甲',
      ' ',
      '\n',
      '&amp;',
      '&#',
      '<',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = textOfHtml(pieces.join(''))
        expect(text).not.toMatch(/<\/?(?:p|td|script)>/)
        expect(text).not.toMatch(/\n\n|^\n|\n$/)
      }),
    )
  })

  it('stays one pass over hostile markup', () => {
    const times = 200_000
    for (const piece of ['<', '<a ', '<a x="', '</td>', '<td> </td> ', '<script', '<!--', '&#', '汉 \n ', '="', '</']) {
      expect(textOfHtml(piece.repeat(times)).length).toBeLessThanOrEqual(piece.length * times)
    }
  })
})
