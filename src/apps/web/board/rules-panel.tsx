import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'
import type { ShownBoard } from './use-board.ts'

/** The rules as sentences, as the hall should read them before the first vote. */
export function RulesPanel({ board }: { readonly board: ShownBoard }) {
  const words = useMessages(contestsMessages)
  return (
    <section className="bd-rules" aria-label={words.rules.title}>
      <h2>{words.rules.title}</h2>
      <ol>
        {words.rules.sentences(board.rules).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </section>
  )
}
