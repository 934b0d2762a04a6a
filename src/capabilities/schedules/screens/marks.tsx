import { Mark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { NodeVerdict } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

const SIGNS = {
  done: ['good', '✓'],
  done_late: ['warn', '✓'],
  running: ['notice', '▶'],
  waiting: ['calm', '○'],
  due: ['warn', '◆'],
  late: ['bad', '■'],
  will_be_late: ['bad', '▲'],
} as const satisfies Record<NodeVerdict, readonly [string, string]>

/** How a node stands: a shape and a word, the colour only beside them. */
export function VerdictMark({ verdict }: { readonly verdict: NodeVerdict }) {
  const words = useMessages(schedulesMessages)
  const [tone, sign] = SIGNS[verdict]
  return <Mark tone={tone}>{`${sign} ${words.verdicts[verdict]}`}</Mark>
}
