import { useOperation } from '../../../ui/api.ts'
import { Facts } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { type PlannedNode, showPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { VerdictMark } from './marks.tsx'
import './schedules.css'

const NODES_SHOWN = 5

/** On the record page of a project: how its plan stands and the nodes owed first. */
export default function PlanPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(schedulesMessages)
  const shown = useOperation(showPlan, { projectId: subject.id })
  const path = `/key-projects/${subject.id}/plan`
  return (
    <Answer of={shown}>
      {({ plan, actions }) =>
        plan === null ? (
          <Empty
            action={
              actions.includes('make') ? (
                <AppLink className="k-button k-button-primary" to={path}>
                  {words.make.title}
                </AppLink>
              ) : null
            }
          >
            {actions.includes('make') ? words.empty : words.emptyReader}
          </Empty>
        ) : (
          <div className="k-stack">
            <Facts
              items={[
                { label: words.whole.openOn, value: <DayText day={plan.frame.openOn} /> },
                { label: words.whole.finishOn, value: <DayText day={plan.schedule.finishOn} /> },
                {
                  label: words.whole.margin,
                  value: (
                    <b className={plan.schedule.feasible ? undefined : 'k-error'}>
                      {plan.schedule.feasible ? '' : `■ ${words.whole.infeasible} · `}
                      {words.whole.marginDays(plan.schedule.margin)}
                    </b>
                  ),
                },
                { label: words.whole.counts, value: words.whole.countsText(plan.counts) },
                { label: words.whole.trouble, value: words.whole.troubleText(plan.counts) },
              ]}
            />
            <ul className="schedules-next">
              {owedFirst(plan.nodes).map((node) => (
                <li key={node.id}>
                  <VerdictMark verdict={node.verdict} /> {node.name}{' '}
                  <span className="k-quiet">
                    {node.facts.startedOn === null && node.days > 0 ? words.dates.lateStart : words.dates.lateFinish}{' '}
                    <DayText day={dueOf(node)} />
                    {node.unitName ? ` · ${node.unitName}` : ''}
                  </span>
                </li>
              ))}
            </ul>
            <div className="k-toolbar">
              <AppLink className="k-button" to={path}>
                {words.openPlan}
              </AppLink>
            </div>
          </div>
        )
      }
    </Answer>
  )
}

function dueOf(node: PlannedNode): string {
  return node.facts.startedOn === null && node.days > 0 ? node.lateStart : node.lateFinish
}

function owedFirst(nodes: readonly PlannedNode[]): readonly PlannedNode[] {
  return nodes
    .filter(({ facts }) => facts.finishedOn === null)
    .toSorted((one, other) => (dueOf(one) < dueOf(other) ? -1 : 1))
    .slice(0, NODES_SHOWN)
}
