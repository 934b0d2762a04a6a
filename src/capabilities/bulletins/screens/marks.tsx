import { Mark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { BulletinState } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'

const TONE = { draft: 'notice', published: 'good', discarded: 'calm' } as const satisfies Record<BulletinState, string>

/** Where a bulletin stands, as a word with a tone. */
export function StateMark({ state }: { readonly state: BulletinState }) {
  const words = useMessages(bulletinsMessages)
  return <Mark tone={TONE[state]}>{words.states[state]}</Mark>
}
