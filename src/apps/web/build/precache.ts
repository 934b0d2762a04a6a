/** A file of a build: what its code loads at once or later, and the styles and pictures that come with it. */
export interface PieceOfBuild {
  readonly name: string
  readonly facade: string | null
  readonly later: readonly string[]
  readonly assets: readonly string[]
}

/**
 * Every file that the page of an entry may ever ask for: what its HTML names, the code it loads with all that this code loads, at once or
 * later, and their styles and pictures. In the order of names; the page itself is not among them.
 */
export function loadedBy(pieces: readonly PieceOfBuild[], page: string, html: string): readonly string[] {
  const byName = new Map(pieces.map((piece) => [piece.name, piece]))
  const found = new Set<string>()
  const take = (name: string): void => {
    const piece = byName.get(name)
    if (!piece || name === page || found.has(name)) return
    found.add(name)
    for (const each of [...piece.later, ...piece.assets]) take(each)
  }
  for (const { name, facade } of pieces) if (facade?.endsWith(`/${page}`) || html.includes(`/${name}"`)) take(name)
  return [...found].sort()
}
