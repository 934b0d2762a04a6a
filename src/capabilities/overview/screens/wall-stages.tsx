import { LightShape } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { LevelSlice, LightCounts, StageSlice } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { projectsPath } from './figures.ts'

const COLOURS = ['red', 'yellow', 'green', 'none'] as const

/** Projects by stage as columns stacked by light, and by list; every number written, so that the chart is its own table. */
export function WallStages({
  stages,
  levels,
}: {
  readonly stages: readonly StageSlice[]
  readonly levels: readonly LevelSlice[]
}) {
  const words = useMessages(overviewMessages)
  const most = Math.max(1, ...stages.map(({ count }) => count))
  return (
    <section className="ow-panel" aria-label={words.wall.stages}>
      <div className="ow-panel-head">
        <h2>{words.wall.stages}</h2>
        <ul className="ow-levels" aria-label={words.wall.levels}>
          {levels.map(({ level, count, lights }) => (
            <li key={level}>
              <AppLink to={projectsPath({ level })}>
                {words.levels[level]} <b>{count}</b>
                {lights.red > 0 ? <span className="ow-short"> {words.wall.redsOf(lights.red)}</span> : null}
              </AppLink>
            </li>
          ))}
        </ul>
        <span className="ow-legend" aria-hidden="true">
          {COLOURS.map((colour) => (
            <LightShape key={colour} colour={colour} />
          ))}
          {words.wall.fromTop}
        </span>
      </div>
      <ol className="ow-stages">
        {stages.map(({ stage, count, lights }) => (
          <li key={stage}>
            <AppLink
              to={projectsPath({ stage })}
              className="ow-stage"
              aria-label={words.wall.stageLabel(words.stages[stage], count, lights.red, lights.yellow, lights.green)}
            >
              <b>{count}</b>
              <span className="ow-stack" style={{ height: `${(count / most) * 100}%` }} aria-hidden="true">
                <Stack lights={lights} />
              </span>
              <span className="ow-stage-name">{words.stages[stage]}</span>
            </AppLink>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Stack({ lights }: { readonly lights: LightCounts }) {
  return COLOURS.map((colour) =>
    lights[colour] > 0 ? (
      <span key={colour} className={`ow-part ow-part-${colour}`} style={{ flexGrow: lights[colour] }} />
    ) : null,
  )
}
