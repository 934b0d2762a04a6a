/**
 * A record that shows red, as the room that judged it hands it to the agenda of a dispatch meeting. `completion` and `pace` are ratios, null
 * where nothing was reported.
 */
export interface RedLight {
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string }
  readonly unitName: string
  readonly completion: number | null
  readonly pace: number | null
}
