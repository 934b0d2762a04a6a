import { useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { showPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { ImportButton } from './import-dialog.tsx'
import { MakePart } from './make-part.tsx'
import { PlanRecord } from './plan-record.tsx'

/** The backward schedule of one project; without one, where it begins. */
export default function PlanPage() {
  const { projectId } = usePathFields('projectId')
  const words = useMessages(schedulesMessages)
  const isSample = useSession().sample
  const shown = useOperation(showPlan, { projectId })
  return (
    <Answer of={shown}>
      {(found) =>
        found.plan ? (
          <PlanRecord shown={found} plan={found.plan} />
        ) : (
          <>
            <PageHeader
              back={<AppLink to={`/key-projects/${projectId}`}>{words.back}</AppLink>}
              title={words.title(found.projectName)}
              note={found.projectNumber}
              marks={isSample ? <SampleMark /> : null}
              actions={found.actions.includes('make') ? <ImportButton projectId={projectId} version={null} /> : null}
            />
            {found.actions.includes('make') ? (
              <>
                <p className="schedules-lead">{words.empty}</p>
                <MakePart shown={found} />
              </>
            ) : (
              <Empty>{words.emptyReader}</Empty>
            )}
          </>
        )
      }
    </Answer>
  )
}
