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
const PART = new RegExp(`(\\d+)(${SCALE})`, 'g')
const PATTERN = new RegExp(
  `(${FIGURE})(?:\\s?(${VAGUE})?(${SCALE})((?:\\d+(?:${SCALE})){0,3}))?|([${CHINESE}半几数](?:[${CHINESE}几点余多半]|(?<=[${CHINESE}])(?:分之|又)(?=[${CHINESE}]))*)`,
  'g',
)

/** Value of a Chinese numeral without 点 or 分之; null where the characters do not make one. */
function wholeChinese(text: string): number | null {
  if (text === '') return null
  if (Array.from(text).every((char) => char in DIGITS)) {
    if (text.length === 1) return DIGITS[text] ?? null
    return text.length >= 3 || /[零〇]/.test(text)
      ? Number(
          Array.from(text)
            .map((char) => DIGITS[char])
            .join(''),
        )
      : null
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
    const below = chineseValue(fraction[1]?.replace(/^(?=[百千万亿佰仟])/, '一') ?? '')
    const above = chineseValue(fraction[2] ?? '')
    return below && above !== null ? above / below : null
  }
  if (text === '半') return 0.5
  const [whole = '', decimals] = text.split('点')
  const head = wholeChinese(whole)
  if (decimals === undefined) return head
  const scale = /[万亿兆]$/.exec(decimals)?.[0]
  const digits = Array.from(decimals.replace(/[万亿兆]$/, ''))
  if (head === null || digits.length === 0 || !digits.every((char) => char in DIGITS)) return null
  const value = Number(`${head}.${digits.map((char) => DIGITS[char]).join('')}`)
  return value * (scale ? (MYRIADS[scale] ?? 1) : 1)
}

/** Words that are written with numerals and count nothing. */
const WORD =
  /一切|一定|一般|一样|一起|一直|一些|一旦|一致|一流|一律|一贯|一共|一带|一面|一味|一向|一再|一度|一线|一体|一看|统一|唯一|万一|专一|单一|十分|十足|四川|四海|五台|五岳|三农|两两|万万(?![\d一二三四五六七八九])|大陆|登陆|陆地|陆空|陆续|水陆|放肆|肆意|肆无|收拾|拾取|拾起|拾到|夕拾|队伍|退伍|入伍|伍仁|伍时|亿万(?=人民|群众|富翁)|千方百计|三元(?=前驱|锂|材料|正极|电池|催化|乙丙|里|区|县)|千千万万|万千|百姓|百花|百货|万物|万象|万里|千里(?!米)|半导体|半挂|半岛|半径/g

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

/** No numeral a person writes is longer; a longer run of such characters is damage and says no number. */
const LONGEST_NUMERAL = 40

function chineseToken(text: string, start: number): NumberToken | null {
  let body = text.length > LONGEST_NUMERAL ? '' : text
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

/** A number with the minus that stands before it; a dash of a range is none. */
function signed(text: string, token: NumberToken): NumberToken {
  const sign = text.charAt(token.start - 1)
  const before = text.charAt(token.start - 2)
  const isMinus =
    (sign === '负' && !/[减担抱自肩胜辜欺背]/.test(before)) ||
    ((sign === '-' || sign === '－') && (before === '' || /[\s，。：（(长为达是增降到率幅的由从]/.test(before)))
  return isMinus ? { ...token, start: token.start - 1, value: -token.value } : token
}

const isInside = (word: { start: number; end: number } | undefined, start: number, length: number): boolean =>
  word !== undefined && word.start < start + length && word.end >= start + length

/**
 * All numbers of a text, Arabic and Chinese, with 万 and 亿, 余 and 多, decimals and thousands separators.
 * Words that are only written with numerals (一切, 十分, 四川) are left out; what is left whoever reads on decides by the
 * unit. A minus (负, -) belongs to its number. Linear in the length of the text.
 */
export function scanNumbers(text: string): NumberToken[] {
  const tokens: NumberToken[] = []
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }))
  let word = 0
  for (const match of text.matchAll(PATTERN)) {
    const start = match.index
    while (word < words.length && (words[word]?.end ?? 0) <= start) word += 1
    const inWord =
      start >= (words[word]?.start ?? Number.POSITIVE_INFINITY) || isInside(words[word], start, match[0].length)
    if (inWord && match[1] === undefined) continue
    if (match[1] === undefined) {
      const token = chineseToken(match[5] ?? '', start)
      if (token) tokens.push(signed(text, token))
      continue
    }
    const value = Number(match[1].replaceAll(',', ''))
    if (!Number.isFinite(value)) continue
    const scaleText = match[3] ?? ''
    const scale = SCALES[scaleText] ?? 1
    let more = 0
    for (const part of (match[4] ?? '').matchAll(PART)) more += (Number(part[1]) * (SCALES[part[2] ?? ''] ?? 1)) / scale
    tokens.push(
      signed(text, {
        start,
        end: start + match[0].length,
        value: value + more,
        high: null,
        scale,
        scaleText,
        vague: match[2] !== undefined,
        bare: false,
        chinese: false,
      }),
    )
  }
  return tokens
}
