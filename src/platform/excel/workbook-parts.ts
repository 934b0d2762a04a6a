const BUILT_IN_PERCENT = [9, 10]

/** The worksheet parts in the order of the workbook's tabs; empty text where a tab has no part. */
export function sheetPaths(parts: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const workbookPath = [...parts.keys()].find((name) => /(?:^|\/)workbook[^/]*\.xml$/i.test(name)) ?? ''
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1)
  const relations = tagsOf(
    textOf(parts.get(`${folder}_rels/${workbookPath.slice(folder.length)}.rels`)),
    'Relationship',
  )
  const targets = new Map(relations.map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']))
  return tagsOf(textOf(parts.get(workbookPath)), 'sheet').map((tag) => {
    const target = targets.get(attribute(tag, '[\\w-]{1,20}:id')) ?? ''
    return target.startsWith('/') ? target.slice(1) : target && folder + target.replace(/^\.\//, '')
  })
}

/** Numbers of the cell styles that show a percentage: 0.3 under one of them is 30 %. */
export function percentStyles(parts: ReadonlyMap<string, Uint8Array>): ReadonlySet<number> {
  const path = [...parts.keys()].find((name) => /(?:^|\/)styles\.xml$/i.test(name))
  const xml = textOf(path === undefined ? undefined : parts.get(path))
  const formats = tagsOf(xml, 'numFmt').filter((tag) => attribute(tag, 'formatCode')?.includes('%'))
  const percents = new Set([...BUILT_IN_PERCENT, ...formats.map((tag) => Number(attribute(tag, 'numFmtId')))])
  const from = xml.search(/<(?:\w{1,20}:)?cellXfs\b/)
  const to = xml.search(/<\/(?:\w{1,20}:)?cellXfs\b/)
  const styles = tagsOf(xml.slice(Math.max(from, 0), Math.max(to, 0)), 'xf')
  return new Set(styles.flatMap((tag, index) => (percents.has(Number(attribute(tag, 'numFmtId'))) ? [index] : [])))
}

/** The text of a part of the archive. */
export function textOf(part: Uint8Array | undefined): string {
  return part ? Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8') : ''
}

function tagsOf(xml: string, name: string): readonly string[] {
  const head = new RegExp(`^<(?:\\w{1,20}:)?${name}[\\s/>]`)
  const tags: string[] = []
  for (let from = xml.indexOf('<'); from !== -1; ) {
    const end = xml.indexOf('>', from)
    if (end === -1) break
    if (head.test(xml.slice(from, from + 48))) tags.push(xml.slice(from, Math.min(end + 1, from + 2_000)))
    from = xml.indexOf('<', end)
  }
  return tags
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s?=\\s?["']([^"']{0,600})["']`).exec(tag)?.[1]
}
