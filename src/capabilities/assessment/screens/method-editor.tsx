import { useMessages } from '../../../ui/language.tsx'
import type { Method } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'
import type { MethodFieldsProps } from './measure-fields.tsx'
import {
  AdditiveFields,
  ConditionFields,
  ProportionalFields,
  StepTableFields,
  WeightedFields,
} from './method-plain-fields.tsx'
import { RankFields, RelativeFields } from './method-relative-fields.tsx'
import { StepsFields } from './method-steps-fields.tsx'
import { newMethod } from './new-method.ts'

/** How a criterion is scored: the way is chosen, its numbers are typed; each way says what it does. */
export function MethodEditor({
  method,
  points,
  figures,
  onChange,
}: MethodFieldsProps<Method> & { readonly points: string }) {
  const { methods } = useMessages(assessmentMessages)
  const kinds = Object.keys(methods.kinds) as Method['kind'][]
  return (
    <div className="as-method">
      <div className="as-row">
        <ChoiceOf
          label={methods.kind}
          value={method.kind}
          width={220}
          options={kinds.map((value) => ({ value, label: methods.kinds[value] }))}
          onChange={(kind) =>
            onChange(
              newMethod(
                kind,
                points,
                figures.map(({ key }) => key),
              ),
            )
          }
        />
        <p className="k-quiet as-hint">{methods.hints[method.kind]}</p>
      </div>
      <Fields method={method} figures={figures} onChange={onChange} />
    </div>
  )
}

function Fields({ method, figures, onChange }: MethodFieldsProps<Method>) {
  switch (method.kind) {
    case 'proportional':
      return <ProportionalFields method={method} figures={figures} onChange={onChange} />
    case 'steps':
      return <StepsFields method={method} figures={figures} onChange={onChange} />
    case 'additive':
      return <AdditiveFields method={method} figures={figures} onChange={onChange} />
    case 'step_table':
      return <StepTableFields method={method} figures={figures} onChange={onChange} />
    case 'all_or_nothing':
      return <ConditionFields method={method} figures={figures} onChange={onChange} />
    case 'weighted':
      return <WeightedFields method={method} figures={figures} onChange={onChange} />
    case 'rank_points':
      return <RankFields method={method} figures={figures} onChange={onChange} />
    default:
      return <RelativeFields method={method} figures={figures} onChange={onChange} />
  }
}
