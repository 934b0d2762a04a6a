import { MoneyField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Empty } from '../../../ui/kit/states.tsx'
import type { ContestBody } from '../contract.ts'
import {
  AddButton,
  type BodyProps,
  ChoiceIn,
  DecimalIn,
  newKey,
  RemoveButton,
  replaced,
  TextIn,
  without,
} from './editor-fields.tsx'
import { ProjectFinder, UnitChoice } from './units.tsx'
import { useWords } from './words.ts'

type Entrant = ContestBody['entrants'][number]

/** Groups, and the entrants that are compared inside them: units, or key projects found by name. */
export function EntrantsEditor({ body, isLocked, onChange }: BodyProps) {
  const { editor: words } = useWords()
  const setGroups = (groups: ContestBody['groups']): void => onChange({ ...body, groups })
  const setEntrants = (entrants: ContestBody['entrants']): void => onChange({ ...body, entrants })
  const first = body.groups[0]?.key ?? 'all'
  const taken = new Set(body.entrants.flatMap(({ projectIds }) => projectIds))
  const add = (more: Partial<Entrant>): void => setEntrants([...body.entrants, newEntrant(body, first, more)])
  return (
    <Section title={words.parts.entrants}>
      <div className="k-toolbar">
        {body.groups.map((group, index) => (
          <div key={group.key} className="ct-pair">
            <TextIn
              label={`${words.group} ${index + 1}`}
              value={group.name}
              isLocked={isLocked}
              width={150}
              onChange={(name) => setGroups(replaced(body.groups, index, { name }))}
            />
            {body.groups.length > 1 ? (
              <RemoveButton
                label={words.remove(group.name)}
                isLocked={isLocked || body.entrants.some(({ groupKey }) => groupKey === group.key)}
                onClick={() => setGroups(without(body.groups, index))}
              />
            ) : null}
          </div>
        ))}
        <AddButton
          label={words.addGroup}
          isLocked={isLocked}
          onClick={() =>
            setGroups([
              ...body.groups,
              { key: newKey('g', body.groups), name: `${words.group} ${body.groups.length + 1}` },
            ])
          }
        />
      </div>
      {body.entrants.length === 0 ? <Empty /> : null}
      {body.entrants.map((entrant, index) => (
        <EntrantRow
          key={entrant.key}
          body={body}
          entrant={entrant}
          isLocked={isLocked}
          onChange={(patch) => setEntrants(replaced(body.entrants, index, patch))}
          onRemove={() => setEntrants(without(body.entrants, index))}
        />
      ))}
      {isLocked ? null : (
        <div className="k-toolbar ct-add">
          <AddButton label={words.addEntrant} isLocked={isLocked} onClick={() => add({})} />
          <ProjectFinder
            label={words.addProjects}
            hint={words.addProjectsHint}
            taken={taken}
            onFound={({ id, name, unitId }) => add({ name, unitId, projectIds: [id] })}
          />
        </div>
      )}
    </Section>
  )
}

function EntrantRow({
  body,
  entrant,
  isLocked,
  onChange,
  onRemove,
}: {
  readonly body: ContestBody
  readonly entrant: Entrant
  readonly isLocked: boolean
  readonly onChange: (patch: Partial<Entrant>) => void
  readonly onRemove: () => void
}) {
  const { editor: words } = useWords()
  const entered = body.parts.filter(({ source }) => source.kind === 'entered')
  return (
    <div className="ct-row" role="group" aria-label={entrant.name}>
      <TextIn
        label={words.entrant}
        value={entrant.name}
        isLocked={isLocked}
        width={230}
        onChange={(name) => onChange({ name })}
      />
      {body.groups.length > 1 ? (
        <ChoiceIn
          label={words.group}
          value={entrant.groupKey}
          isLocked={isLocked}
          width={130}
          options={body.groups.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(groupKey) => onChange({ groupKey })}
        />
      ) : null}
      <div className="ct-field ct-wide">
        <span>{words.unit}</span>
        <UnitChoice
          label={`${entrant.name} ${words.unit}`}
          value={entrant.unitId}
          isDisabled={isLocked}
          onChange={(unitId) => onChange({ unitId })}
        />
      </div>
      <TextIn
        label={words.speaker}
        hint={words.speakerHint}
        value={entrant.speaker}
        isLocked={isLocked}
        width={150}
        onChange={(speaker) => onChange({ speaker })}
      />
      {body.coefficient.kind === 'given' ? (
        <DecimalIn
          label={words.coefficient}
          value={entrant.coefficient}
          isLocked={isLocked}
          onChange={(coefficient) => onChange({ coefficient })}
        />
      ) : null}
      {entered.map(({ key, name }) => (
        <DecimalIn
          key={key}
          label={words.given(name)}
          value={entrant.given[key] ?? ''}
          isLocked={isLocked}
          width={130}
          onChange={(value) => onChange({ given: { ...entrant.given, [key]: value } })}
        />
      ))}
      {body.tieLadder.includes('investment') ? (
        <div className="ct-field" style={{ width: 150 }}>
          <span>{words.investment}</span>
          <MoneyField
            aria-label={`${entrant.name} ${words.investment}`}
            value={entrant.investment}
            disabled={isLocked}
            onChange={(investment) => onChange({ investment })}
          />
        </div>
      ) : null}
      <RemoveButton label={words.remove(entrant.name)} isLocked={isLocked} onClick={onRemove} />
    </div>
  )
}

function newEntrant({ entrants }: ContestBody, groupKey: string, more: Partial<Entrant>): Entrant {
  const key = newKey('e', entrants)
  return {
    key,
    name: '',
    groupKey,
    unitId: null,
    projectIds: [],
    speaker: '',
    coefficient: '1',
    given: {},
    investment: null,
    ...more,
  }
}
