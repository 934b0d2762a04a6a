import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'

/** Marks sample data wherever it shows. */
export function SampleMark() {
  const words = useMessages(uiMessages)
  return (
    <span className="k-sample" title={words.sampleHint}>
      {words.sample}
    </span>
  )
}

/** The colours of a light; `none` where no light is on. */
export type LightColour = 'red' | 'yellow' | 'green' | 'none'

/** Sums up what a light looks like where only its shape fits: red a square, yellow a triangle, green a circle, none a ring. */
export function LightShape({ colour, size = 12 }: { readonly colour: LightColour; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={`k-light-shape k-light-${colour}`}
    >
      {colour === 'red' ? <rect x="1" y="1" width="10" height="10" rx="1" /> : null}
      {colour === 'yellow' ? <path d="M6 0.800 11.700 11H0.300z" /> : null}
      {colour === 'green' ? <circle cx="6" cy="6" r="5.400" /> : null}
      {colour === 'none' ? (
        <circle cx="6" cy="6" r="4.500" fill="none" strokeWidth="1.500" strokeDasharray="2 1.600" />
      ) : null}
    </svg>
  )
}

/** A light: shape, colour and word together; `reason` is read out and shown on hover, the drill-down shows it in full. */
export function LightTag({
  colour,
  reason,
  word,
}: {
  readonly colour: LightColour
  readonly reason?: string | undefined
  readonly word?: string
}) {
  const words = useMessages(uiMessages)
  return (
    <span className={`k-light k-light-tag-${colour}`} title={reason}>
      <LightShape colour={colour} />
      {word ?? words.lights[colour]}
      {reason ? <span className="k-hidden">{reason}</span> : null}
    </span>
  )
}

/** A short mark beside a name: `calm` grey, `notice` blue, `warn` amber, `bad` red. The word carries the meaning. */
export function Mark({
  tone = 'calm',
  children,
}: {
  readonly tone?: 'calm' | 'notice' | 'warn' | 'bad' | 'good'
  readonly children: string
}) {
  return <span className={`k-mark k-mark-${tone}`}>{children}</span>
}
