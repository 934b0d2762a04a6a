/**
 * A number as written, with its value. `high` is the upper end of an approximate pair (三四十 is 30 to 40);
 * `vague` tells 余, 多, 几 and 数; `bare` is a multiplier without a figure (近千家, 过亿). A `scale` written behind the
 * figure (万, 亿) is kept apart, so that 2万 is the value 2 with the scale 10000.
 */
export interface NumberToken {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly high: number | null
  readonly scale: number
  readonly scaleText: string
  readonly vague: boolean
  readonly bare: boolean
  readonly chinese: boolean
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  俩: 2,
  倆: 2,
  兩: 2,
  貳: 2,
  陸: 6,
}
const TENS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  拾: 10,
  佰: 100,
  仟: 1000,
}
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 兆: 1e12, 萬: 1e4, 億: 1e8 }

const CHINESE = '零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟俩倆兩貳陸萬億'
const FIGURE = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d+(?:\\.\\d+)?'
const VAGUE = '[余多几]'
const SCALE = '万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?!克|米|瓦|伏|卡)|百(?!分)'
const PATTERN = new RegExp(
  `(${FIGURE})(?:\\s?(${VAGUE})?(${SCALE})(?:(\\d+)(${SCALE}))?)?|([${CHINESE}半几数](?:[${CHINESE}几点余多半]|(?<=[${CHINESE}])(?:分之|又)(?=[${CHINESE}]))*)`,
  'g',
)

/** Value of a Chinese numeral without 点 or 分之; null where the characters do not make one. */
function wholeChinese(text: string): number | null {
  if (text === '') return null
  if ([...text].every((char) => char in DIGITS)) {
    if (text.length === 1) return DIGITS[text] ?? null
    return text.length >= 3 || /[零〇]/.test(text) ? Number([...text].map((char) => DIGITS[char]).join('')) : null
  }
  let total = 0
  let section = 0
  let digit: number | null = null
  let last = 1
  let zero = false
  for (const char of text) {
    if (char in DIGITS) {
      const value = DIGITS[char] ?? 0
      if (digit !== null && digit !== 0) return null
      digit = value
      zero ||= value === 0
      continue
    }
    const ten = TENS[char]
    if (ten !== undefined) {
      if (digit === null || digit === 0) {
        if (ten !== 10 && section !== 0) return null
        digit = 1
      }
      section += digit * ten
      last = ten
    } else {
      const myriad = MYRIADS[char]
      if (myriad === undefined) return null
      section += digit ?? 0
      if (section === 0) {
        if (total === 0) return null
        total *= myriad
      } else if (total > 0 && total < myriad) {
        total = (total + section) * myriad
      } else total += section * myriad
      section = 0
      last = myriad
    }
    digit = null
    zero = false
  }
  if (digit !== null) section += digit !== 0 && last >= 100 && !zero ? digit * (last / 10) : digit
  return total + section
}

/** Value of a Chinese numeral, with 点, 分之 and 半; null where it is none. */
export function chineseValue(text: string): number | null {
  const fraction = /^(.+)分之(.+)$/.exec(text)
  if (fraction) {
    const below = fraction[1] === '百' ? 100 : fraction[1] === '千' ? 1000 : chineseValue(fraction[1] ?? '')
    const above = chineseValue(fraction[2] ?? '')
    return below && above !== null ? above / below : null
  }
  if (text === '半') return 0.5
  const [whole = '', decimals] = text.split('点')
  const head = wholeChinese(whole)
  if (decimals === undefined) return head
  const scale = /[万亿兆]$/.exec(decimals)?.[0]
  const digits = [...decimals.replace(/[万亿兆]$/, '')]
  if (head === null || digits.length === 0 || !digits.every((char) => char in DIGITS)) return null
  const value = Number(`${head}.${digits.map((char) => DIGITS[char]).join('')}`)
  return value * (scale ? (MYRIADS[scale] ?? 1) : 1)
}

const SCALES: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
}

/** 三四十, 五六百, 七八: two neighbouring digits say a range. */
function pairRange(text: string): { low: number; high: number } | null {
  const match = /^([一二两三四五六七八九])([一二三四五六七八九])([十百千万亿]*)$/.exec(text)
  if (!match?.[1] || !match[2]) return null
  const low = DIGITS[match[1]] ?? 0
  const high = DIGITS[match[2]] ?? 0
  if (high <= low || high - low > 2) return null
  const scale = match[3] ? chineseValue(`一${match[3]}`) : 1
  return scale === null ? null : { low: low * scale, high: high * scale }
}

function chineseToken(text: string, start: number): NumberToken | null {
  let body = text
  while (body.length > 0) {
    const made = chineseReading(body)
    if (made) {
      const { value, high, vague, bare } = made
      const scaled = bare || high !== null ? null : trailingScale(body.replace(/[余多几]/g, ''))
      const scale = scaled?.scale ?? 1
      return {
        start,
        end: start + body.length,
        value: value / scale,
        high,
        scale,
        scaleText: scaled?.text ?? '',
        vague,
        bare,
        chinese: true,
      }
    }
    body = body.slice(0, -1)
  }
  return null
}

function trailingScale(text: string): { scale: number; text: string } | null {
  const match = /[^万亿](万亿|[万亿])$/.exec(text)
  return match?.[1] ? { scale: SCALES[match[1]] ?? 1, text: match[1] } : null
}

function chineseReading(body: string): { value: number; high: number | null; vague: boolean; bare: boolean } | null {
  if (/^[十百千万亿]+$/.test(body)) {
    if (body === '十') return { value: 10, high: null, vague: false, bare: false }
    const value = chineseValue(`一${body}`)
    return value === null ? null : { value, high: null, vague: false, bare: true }
  }
  const several = /^([几数])([十百千万亿]+)$/.exec(body)
  if (several) {
    const value = chineseValue(`一${several[2]}`)
    return value === null ? null : { value, high: null, vague: true, bare: true }
  }
  if (/^[几数半]/.test(body)) return body === '半' ? { value: 0.5, high: null, vague: false, bare: false } : null
  const pair = pairRange(body)
  if (pair) return { value: pair.low, high: pair.high, vague: false, bare: false }
  const vague = /[余多几]/.test(body)
  const plain = vague ? body.replace(/[余多]/g, '').replace(/几(?=[万亿]|$)/, '') : body
  if (/[余多几]$/.test(body) && !/[十百千万亿][余多几]$/.test(body)) return null
  if (/点$|又$|零几?$/.test(body) && body.length > 1) return null
  const value = chineseValue(plain)
  return value === null ? null : { value, high: null, vague, bare: false }
}

/**
 * All numbers of a text, Arabic and Chinese, with 万 and 亿, 余 and 多, decimals and thousands separators.
 * Chinese characters that only look like numerals (一切, 十分, 四川) are returned too; whoever reads on decides by the
 * unit. Linear in the length of the text.
 */
export function scanNumbers(text: string): NumberToken[] {
  const tokens: NumberToken[] = []
  for (const match of text.matchAll(PATTERN)) {
    const start = match.index
    if (match[1] === undefined) {
      const token = chineseToken(match[6] ?? '', start)
      if (token) tokens.push(token)
      continue
    }
    const value = Number(match[1].replaceAll(',', ''))
    if (!Number.isFinite(value)) continue
    const scaleText = match[3] ?? ''
    const scale = SCALES[scaleText] ?? 1
    const more = match[4] && match[5] ? (Number(match[4]) * (SCALES[match[5]] ?? 1)) / scale : 0
    tokens.push({
      start,
      end: start + match[0].length,
      value: value + more,
      high: null,
      scale,
      scaleText,
      vague: match[2] !== undefined,
      bare: false,
      chinese: false,
    })
  }
  return tokens
}
