/** A post as far as it decides what concerns its holder. */
export interface OwnPost {
  readonly id: string
  readonly unitId: string
}

/**
 * Whether a node concerns somebody: their post answers for it; or no post is named and their unit answers for it; or they sponsor the project
 * and it is one of its turning points (a milestone or a critical node).
 */
export function isOwnNode(
  node: {
    readonly unitId: string | null
    readonly postId: string | null
    readonly sponsorPostId: string | null
    readonly isTurningPoint: boolean
  },
  posts: readonly OwnPost[],
): boolean {
  return posts.some(
    ({ id, unitId }) =>
      node.postId === id ||
      (node.postId === null && node.unitId === unitId) ||
      (node.sponsorPostId === id && node.isTurningPoint),
  )
}
