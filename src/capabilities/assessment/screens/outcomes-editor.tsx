import { Input, InputNumber, Select } from 'antd'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { AwardRule, ExtraRule, GradeBand, LevelBody, ListRule, RankedBy, SchemeBody } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { ChoiceOf } from './choice-of.tsx'
import { ConditionsField } from './conditions-field.tsx'
import { DecimalField } from './decimal-field.tsx'
import { RowsField } from './rows-field.tsx'
import { freshKey, newAward, newList } from './scheme-draft.ts'

interface Part {
  readonly value: LevelBody
  readonly body: SchemeBody
  readonly onChange: (level: LevelBody) => void
}

/** What a ranking leads to: bonuses and deductions the level knows, red and black lists, flags, stars and progress, grades. */
export function OutcomesEditor(props: Part) {
  const own = useMessages(assessmentMessages).schemes
  return (
    <>
      <Section title={own.extras} note={own.extrasNote}>
        <ExtrasField {...props} />
      </Section>
      <Section title={own.lists} note={own.listsNote}>
        <ListsField {...props} />
      </Section>
      <Section title={own.awards} note={own.awardsNote}>
        <AwardsField {...props} />
      </Section>
      <Section title={own.bands} note={own.bandsNote}>
        <BandsField {...props} />
      </Section>
    </>
  )
}

function ExtrasField({ value, onChange }: Part) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  return (
    <RowsField<ExtraRule>
      isBare
      title={own.extras}
      rows={value.extras}
      least={0}
      most={60}
      addLabel={own.addExtra}
      removeLabel={own.remove}
      fresh={() => ({
        key: freshKey('e', value.extras),
        name: '',
        kind: 'bonus',
        each: '0.5',
        most: null,
        evidence: '',
      })}
      onChange={(extras) => onChange({ ...value, extras })}
      renderRow={(row, change) => (
        <>
          <ChoiceOf
            label={own.extraKind}
            value={row.kind}
            width={90}
            options={(['bonus', 'deduction'] as const).map((kind) => ({
              value: kind,
              label: words.screens.unit.entries[kind] ?? kind,
            }))}
            onChange={(kind) => change({ ...row, kind })}
          />
          <NameField label={own.extraName} value={row.name} onChange={(name) => change({ ...row, name })} />
          <DecimalField
            label={own.extraEach}
            value={row.each}
            width={80}
            onChange={(each) => change({ ...row, each: each ?? '' })}
          />
          <DecimalField
            label={own.extraMost}
            value={row.most}
            width={90}
            hint={words.methods.noBound}
            onChange={(most) => change({ ...row, most })}
          />
          <NameField
            label={words.screens.unit.evidence}
            value={row.evidence}
            onChange={(evidence) => change({ ...row, evidence })}
          />
        </>
      )}
    />
  )
}

function ListsField({ value, body, onChange }: Part) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  return (
    <RowsField<ListRule>
      isBare
      title={own.lists}
      rows={value.lists}
      least={0}
      addLabel={own.addList}
      removeLabel={own.removeList}
      fresh={() => newList(value, words.screens.lists.kinds['red'] ?? '')}
      onChange={(lists) => onChange({ ...value, lists })}
      renderRow={(row, change) => (
        <>
          <ChoiceOf
            label={own.listColour}
            value={row.colour}
            width={90}
            options={(['red', 'black'] as const).map((colour) => ({
              value: colour,
              label: words.screens.lists.kinds[colour] ?? colour,
            }))}
            onChange={(colour) => change({ ...row, colour })}
          />
          <NameField label={own.listName} value={row.name} onChange={(name) => change({ ...row, name })} />
          <RankedByField value={row.rankedBy} level={value} onChange={(rankedBy) => change({ ...row, rankedBy })} />
          <label className="k-filter">
            {row.colour === 'red' ? own.firstPlaces : own.lastPlaces}
            <InputNumber<number>
              min={1}
              max={200}
              style={{ width: 84 }}
              placeholder={words.methods.noBound}
              value={row.places}
              onChange={(places) => change({ ...row, places })}
            />
          </label>
          <GroupsField value={row.groups} body={body} onChange={(groups) => change({ ...row, groups })} />
          <ConditionsField
            conditions={row.conditions}
            level={value}
            onChange={(conditions) => change({ ...row, conditions })}
          />
        </>
      )}
    />
  )
}

function AwardsField({ value, body, onChange }: Part) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  return (
    <RowsField<AwardRule>
      isBare
      title={own.awards}
      rows={value.awards}
      least={0}
      addLabel={own.addAward}
      removeLabel={own.remove}
      fresh={() => newAward(value, words.screens.lists.kinds['flag'] ?? '')}
      onChange={(awards) => onChange({ ...value, awards })}
      renderRow={(row, change) => (
        <>
          <ChoiceOf
            label={own.awardSign}
            value={row.sign}
            width={110}
            options={(['flag', 'star', 'progress'] as const).map((sign) => ({
              value: sign,
              label: words.screens.lists.kinds[sign] ?? sign,
            }))}
            onChange={(sign) =>
              change({
                ...row,
                sign,
                by:
                  sign === 'star'
                    ? { kind: 'stars', first: 10 }
                    : sign === 'progress'
                      ? { kind: 'gained', places: 2 }
                      : { kind: 'first', places: 3 },
              })
            }
          />
          <NameField label={own.listName} value={row.name} onChange={(name) => change({ ...row, name })} />
          <RankedByField value={row.rankedBy} level={value} onChange={(rankedBy) => change({ ...row, rankedBy })} />
          <label className="k-filter">
            {own.awardBy[row.by.kind]}
            <InputNumber<number>
              min={1}
              max={100}
              style={{ width: 84 }}
              value={row.by.kind === 'stars' ? row.by.first : row.by.places}
              onChange={(count) =>
                change({
                  ...row,
                  by: row.by.kind === 'stars' ? { ...row.by, first: count ?? 1 } : { ...row.by, places: count ?? 1 },
                })
              }
            />
          </label>
          <GroupsField value={row.groups} body={body} onChange={(groups) => change({ ...row, groups })} />
        </>
      )}
    />
  )
}

function BandsField({ value, onChange }: Part) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  return (
    <RowsField<GradeBand>
      isBare
      title={own.bands}
      rows={value.bands}
      least={0}
      most={10}
      addLabel={own.addBand}
      removeLabel={own.remove}
      fresh={() => ({ key: freshKey('b', value.bands), name: '', from: null, most: null })}
      onChange={(bands) => onChange({ ...value, bands })}
      renderRow={(row, change) => (
        <>
          <NameField label={own.bandName} value={row.name} onChange={(name) => change({ ...row, name })} />
          <DecimalField
            label={own.bandFrom}
            value={row.from}
            hint={own.bandRest}
            onChange={(from) => change({ ...row, from })}
          />
          <ChoiceOf
            label={own.bandMost}
            value={row.most?.kind ?? 'none'}
            width={130}
            options={[
              { value: 'none' as const, label: words.methods.noBound },
              { value: 'percent' as const, label: own.bandPercent },
              { value: 'count' as const, label: own.bandCount },
            ]}
            onChange={(kind) =>
              change({ ...row, most: kind === 'none' ? null : { kind, value: kind === 'percent' ? 30 : 3 } })
            }
          />
          {row.most ? (
            <label className="k-filter">
              {row.most.kind === 'percent' ? '%' : own.bandUnits}
              <InputNumber<number>
                min={1}
                max={row.most.kind === 'percent' ? 100 : 200}
                style={{ width: 84 }}
                value={row.most.value}
                onChange={(count) =>
                  row.most ? change({ ...row, most: { ...row.most, value: count ?? 1 } }) : undefined
                }
              />
            </label>
          ) : null}
        </>
      )}
    />
  )
}

function NameField({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <label className="k-filter">
      {label}
      <Input value={value} maxLength={100} style={{ width: 170 }} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

function RankedByField({
  value,
  level,
  onChange,
}: {
  readonly value: RankedBy
  readonly level: LevelBody
  readonly onChange: (value: RankedBy) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  return (
    <ChoiceOf
      label={own.rankedBy}
      value={value.kind === 'total' ? '' : value.criterion}
      width={150}
      options={[
        { value: '', label: own.byTotal },
        ...level.criteria.map(({ key, name }) => ({ value: key, label: name || own.unnamed })),
      ]}
      onChange={(criterion) => onChange(criterion === '' ? { kind: 'total' } : { kind: 'criterion', criterion })}
    />
  )
}

function GroupsField({
  value,
  body,
  onChange,
}: {
  readonly value: readonly string[]
  readonly body: SchemeBody
  readonly onChange: (groups: string[]) => void
}) {
  const own = useMessages(assessmentMessages).schemes
  return (
    <label className="k-filter">
      {own.inGroups}
      <Select<string[]>
        mode="multiple"
        aria-label={own.inGroups}
        style={{ minWidth: 150 }}
        placeholder={own.allGroups}
        value={[...value]}
        options={body.groups.map(({ key, name }) => ({ value: key, label: name || own.unnamed }))}
        onChange={onChange}
      />
    </label>
  )
}
