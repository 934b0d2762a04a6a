import { Mark } from '../../../ui/kit/marks.tsx'
import type { ContestState } from '../contract.ts'
import { inFours, useWords } from './words.ts'

const TONES: Readonly<Record<ContestState, 'calm' | 'notice' | 'warn' | 'bad' | 'good'>> = {
  draft: 'calm',
  frozen: 'notice',
  running: 'warn',
  closed: 'warn',
  counted: 'notice',
  signed: 'notice',
  published: 'good',
  cancelled: 'bad',
}

/** Where a contest stands, and whether it is only a rehearsal. */
export function StateMark({ of }: { readonly of: { readonly state: ContestState; readonly isRehearsal: boolean } }) {
  const words = useWords()
  return (
    <>
      <Mark tone={TONES[of.state]}>{words.states[of.state]}</Mark>
      {of.isRehearsal ? (
        <>
          {' '}
          <Mark tone="warn">{words.rehearsal}</Mark>
        </>
      ) : null}
    </>
  )
}

/** The beginning of a digest, as people hold it against another; the whole of it on hover. */
export function Fingerprint({ of }: { readonly of: string | null }) {
  if (!of) return '—'
  return (
    <code className="ct-fingerprint" title={of}>
      {inFours(of)}
    </code>
  )
}
