/** Words of the screens. */
export const screensZh = {
  empty: '还没有擂台观摩。',
}
