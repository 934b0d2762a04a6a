import { useMessages } from '../../../ui/language.tsx'
import type { LevelBody, ListCondition } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf, optionsOf } from './choice-of.tsx'
import { DecimalField } from './decimal-field.tsx'
import { MeasureFields } from './measure-fields.tsx'
import { RowsField } from './rows-field.tsx'

/** What a list asks of a unit besides its place: of its total, or of a measure of one criterion's figures. */
export function ConditionsField({
  conditions,
  level,
  onChange,
}: {
  readonly conditions: readonly ListCondition[]
  readonly level: LevelBody
  readonly onChange: (conditions: ListCondition[]) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  return (
    <div className="as-nested">
      <RowsField<ListCondition>
        title={own.conditions}
        rows={conditions}
        least={0}
        most={5}
        addLabel={own.addCondition}
        removeLabel={own.remove}
        fresh={() => ({ of: 'total', is: 'at_least', value: '90' })}
        onChange={onChange}
        renderRow={(row, change) => {
          const criterion = row.of === 'measure' ? level.criteria.find(({ key }) => key === row.criterion) : undefined
          return (
            <>
              <ChoiceOf
                label={own.conditionOf}
                value={row.of === 'total' ? '' : row.criterion}
                width={150}
                options={[
                  { value: '', label: own.byTotal },
                  ...level.criteria.map(({ key, name }) => ({ value: key, label: name || own.unnamed })),
                ]}
                onChange={(key) => {
                  const chosen = level.criteria.find((each) => each.key === key)
                  change(
                    chosen === undefined
                      ? { of: 'total', is: row.is, value: row.value }
                      : {
                          of: 'measure',
                          criterion: chosen.key,
                          measure: { kind: 'figure', of: chosen.figures[0]?.key ?? 'done' },
                          is: row.is,
                          value: row.value,
                        },
                  )
                }}
              />
              {row.of === 'measure' ? (
                <MeasureFields
                  measure={row.measure}
                  figures={criterion?.figures ?? []}
                  onChange={(measure) => change({ ...row, measure })}
                />
              ) : null}
              <ChoiceOf
                label={own.is}
                value={row.is}
                width={100}
                options={optionsOf(own.comparators)}
                onChange={(is) => change({ ...row, is })}
              />
              <DecimalField
                label={own.value}
                value={row.value}
                onChange={(typed) => change({ ...row, value: typed ?? '' })}
              />
            </>
          )
        }}
      />
    </div>
  )
}
