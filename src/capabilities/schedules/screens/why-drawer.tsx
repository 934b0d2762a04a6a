import { Drawer } from 'antd'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useOperation } from '../../../ui/api.ts'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { type DateName, explainDate } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { dayWriter } from './wording.ts'

/** Why a date is so: the whole chain of rules in one sentence, and the same step by step. */
export function WhyDrawer({
  projectId,
  nodeId,
  date,
  onClose,
}: {
  readonly projectId: string
  readonly nodeId: string
  readonly date: DateName
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const day = dayWriter(locale)
  const mayReport = useMay('items.report')
  const why = useOperation(explainDate, { projectId, nodeId, date })
  return (
    <Drawer open title={words.why.title} size="min(460px, 100vw)" onClose={onClose}>
      <Answer of={why}>
        {(found) => (
          <div className="k-stack">
            <p>
              <b>{words.why.of(found.nodeName, words.dates[found.date], day(found.on))}</b>
            </p>
            <p className="schedules-why">{words.why.sentence(found.steps, day)}</p>
            <h3 className="k-section-title">{words.why.steps}</h3>
            <ol className="schedules-steps">
              {found.steps.map((step, at) => (
                // The steps of a chain keep their places.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={at}>{words.why.step(step, day)}</li>
              ))}
            </ol>
            {mayReport ? (
              <AppLink to={`/obstacles/report?${obstacleOn(projectId, found)}`} className="k-button">
                {words.why.report}
              </AppLink>
            ) : null}
          </div>
        )}
      </Answer>
    </Drawer>
  )
}

/** The address under which an obstacle on a node is reported: the project, the node and the day it is planned for. */
function obstacleOn(projectId: string, node: OutputOf<typeof explainDate>): string {
  const { nodeId, nodeName, on } = node
  return new URLSearchParams({
    subjectKind: 'key_project',
    subjectId: projectId,
    nodeId,
    nodeTitle: nodeName,
    nodeOn: on,
  }).toString()
}
