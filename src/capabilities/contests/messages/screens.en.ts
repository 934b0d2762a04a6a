import type { screensZh } from './screens.zh-CN.ts'

/** Words of the screens. */
export const screensEn: typeof screensZh = {
  empty: 'No contests yet.',
}
