import { Select } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { Bureau, listStageBureaus, nameStageBureau } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { useUnitOptions } from './choices.tsx'

/** Which units act as the bureaus of the stage table. */
export default function BureausPage() {
  const words = useMessages(keyProjectsMessages)
  const named = useOperation(listStageBureaus, {})
  const units = useUnitOptions()
  const name = useCommand(nameStageBureau)
  const { bureaus } = words
  return (
    <>
      <PageHeader title={bureaus.title} note={bureaus.note} />
      {name.error ? <RefusalNote refusal={name.error} /> : null}
      <Answer of={named}>
        {({ items }) =>
          Bureau.options.map((actor) => (
            <Section key={actor} title={words.actors[actor]}>
              <Select<string[]>
                aria-label={`${words.actors[actor]} ${bureaus.units}`}
                mode="multiple"
                className="k-fill"
                placeholder={bureaus.none}
                showSearch={{ optionFilterProp: 'label' }}
                value={items.filter((each) => each.actor === actor).map((each) => each.unitId)}
                options={units}
                onChange={(unitIds) => name.mutate({ actor, unitIds })}
              />
            </Section>
          ))
        }
      </Answer>
    </>
  )
}
