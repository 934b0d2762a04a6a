import { useCommand, useOperation } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { changePlan, listRepairs, type PlanChange, type Repair, type WorkingPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { networkOf } from './plan-lines.ts'
import { changeText, dayWriter } from './wording.ts'

/** Ways out of a plan that cannot be kept, the best first; each can be tried out or applied at once. */
export function RepairsPart({
  projectId,
  plan,
  mayChange,
  onTry,
}: {
  readonly projectId: string
  readonly plan: WorkingPlan
  readonly mayChange: boolean
  readonly onTry: (changes: readonly PlanChange[]) => void
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const repairs = useOperation(listRepairs, { projectId })
  const apply = useCommand(changePlan)
  const day = dayWriter(locale)
  const network = networkOf(plan)
  const texts = words.repairs
  const whatOf = (repair: Repair) => repair.changes.map((change) => changeText(change, network, words)).join('；')
  return (
    <Section title={texts.title} note={texts.shown(-plan.schedule.margin)}>
      {apply.error ? <RefusalNote refusal={apply.error} /> : null}
      <Answer of={repairs}>
        {({ items, margin, version }) =>
          items.length === 0 ? (
            <p>{texts.empty}</p>
          ) : (
            <>
              <p className="k-quiet">{texts.note(-margin)}</p>
              <div className="k-table-scroll schedules-repairs" role="region" aria-label={texts.what} tabIndex={0}>
                <table className="k-table" aria-label={texts.title}>
                  <thead>
                    <tr>
                      {[texts.kind, texts.what, texts.effect, texts.result, texts.finish, words.columns.actions].map(
                        (heading) => (
                          <th key={heading} scope="col">
                            {heading}
                          </th>
                        ),
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((repair) => (
                      <tr key={JSON.stringify(repair.changes)}>
                        <th scope="row">{texts.kinds[repair.kind]}</th>
                        <td>{whatOf(repair)}</td>
                        <td>{texts.gain(repair.gainDays)}</td>
                        <td>{texts.after(repair.marginAfter)}</td>
                        <td>{day(repair.finishOnAfter)}</td>
                        <td>
                          {mayChange ? (
                            <span className="schedules-actions">
                              <button
                                type="button"
                                className="k-button"
                                aria-label={`${words.actions.tryOut}：${whatOf(repair)}`}
                                onClick={() => onTry(repair.changes)}
                              >
                                {words.actions.tryOut}
                              </button>
                              <button
                                type="button"
                                className="k-button"
                                aria-label={`${words.actions.apply}：${whatOf(repair)}`}
                                disabled={apply.isPending}
                                onClick={() =>
                                  apply.mutate({
                                    projectId,
                                    expectedVersion: version,
                                    changes: repair.changes,
                                    reason: texts.kinds[repair.kind],
                                  })
                                }
                              >
                                {words.actions.apply}
                              </button>
                            </span>
                          ) : null}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )
        }
      </Answer>
    </Section>
  )
}
