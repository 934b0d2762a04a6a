/** One column of a table in a paper; `share` is its part of the width beside the others; cells stand at the left where nothing is said. */
export interface PaperColumn {
  readonly heading: string
  readonly share: number
  readonly align?: 'left' | 'center' | 'right'
}

/**
 * A piece of a paper's text, top to bottom. `paragraph` begins two characters in; `heading` level 1 is 一、, 2 is （一）, 3 is 1.;
 * `named` is a paragraph that begins with a name in 黑体 (出席：…); `caption` stands in the middle over a table; `form` a two-column table of names and texts; `table` repeats its
 * headings on every page. A line break in a text begins a new paragraph.
 */
export type PaperBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'caption'; readonly text: string }
  | { readonly kind: 'named'; readonly name: string; readonly text: string }
  | { readonly kind: 'form'; readonly rows: readonly (readonly [name: string, text: string])[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly PaperColumn[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'blank' }

/** An official paper as data, every word as it shall stand; parts that are not given are left out with their space. */
export interface PaperOut {
  /** 发文机关标志 in red over the red line; without it the title stands at the top. */
  readonly masthead?: string
  /** 特急 or 加急, top left. */
  readonly urgency?: string
  /** 发文字号, centred over the red line: 某办督〔2026〕5号. */
  readonly number?: string
  readonly title: string
  /** 主送机关 without its colon. */
  readonly recipient?: string
  readonly body: readonly PaperBlock[]
  /** Names of the attachments, without numbers. */
  readonly attachments?: readonly string[]
  /** 发文机关署名 and 成文日期 in the words of the paper: 2026年3月5日. */
  readonly signature?: { readonly by: string; readonly on: string }
  /** 附注 in brackets under the date: 联系人、电话. */
  readonly note?: string
  /** 抄送机关 without its name and full stop. */
  readonly copiedTo?: string
  /** 印发机关 and 印发日期, the last line of the paper. */
  readonly printed?: { readonly by: string; readonly on: string }
}
