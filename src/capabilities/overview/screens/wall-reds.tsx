import { LightShape } from '../../../ui/kit/marks.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { RedLine } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { whyRed } from './figures.ts'

/** The reddest ten, each with its reason and its owner. */
export function WallReds({ reds, all }: { readonly reds: readonly RedLine[]; readonly all: number }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  return (
    <section className="ow-panel" aria-label={words.wall.reddest}>
      <div className="ow-panel-head">
        <h2>
          <AppLink to="/leader">{words.wall.reddest}</AppLink>
        </h2>
        <span className="ow-quiet">{words.wall.reddestNote(reds.length, all)}</span>
      </div>
      {reds.length === 0 ? <p className="ow-empty">{words.wall.noReds}</p> : null}
      <ol className="ow-reds">
        {reds.map((line) => (
          <li key={line.subject.id}>
            <AppLink to={line.path} className="ow-red">
              <span className="ow-mark">
                <LightShape colour="red" size={16} />
                <span className="k-hidden">{words.lightWords['red']}</span>
              </span>
              <span className="ow-red-title">
                {line.title} <small>{line.unitName}</small>
              </span>
              <span className="ow-red-owner">{line.hasOwner ? line.ownerName : words.noOwner}</span>
              <span className="ow-red-why">{whyRed(line, words, locale)}</span>
            </AppLink>
          </li>
        ))}
      </ol>
    </section>
  )
}
