interface Remembered<V> {
  readonly value: V
  readonly until: number
}

/**
 * Remembers what is read again and again and may lag a little, region by region: names of units, titles of posts. What is not known
 * is asked for in one call and never remembered as missing. Every process remembers for itself, so a change shows everywhere after
 * `keptMs` at the latest.
 */
export class ShortMemory<V> {
  readonly #keptMs: number
  readonly #most: number
  readonly #known = new Map<string, Remembered<V>>()

  /** `most` is how many values are held; when there are more, all are forgotten. */
  constructor(keptMs: number, most: number) {
    this.#keptMs = keptMs
    this.#most = most
  }

  /** The values of `keys` in a region; `read` is asked for those not remembered, in one call. */
  async recall(
    region: string,
    keys: readonly string[],
    read: (missing: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  ): Promise<ReadonlyMap<string, V>> {
    const now = Date.now()
    const found = new Map<string, V>()
    const missing: string[] = []
    for (const key of keys) {
      const known = this.#known.get(`${region} ${key}`)
      if (known && known.until > now) found.set(key, known.value)
      else missing.push(key)
    }
    if (missing.length === 0) return found
    if (this.#known.size + missing.length > this.#most) this.#known.clear()
    for (const [key, value] of await read(missing)) {
      this.#known.set(`${region} ${key}`, { value, until: now + this.#keptMs })
      found.set(key, value)
    }
    return found
  }
}
