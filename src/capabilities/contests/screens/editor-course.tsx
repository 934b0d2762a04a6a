import { Section } from '../../../ui/kit/page.tsx'
import type { ContestBody } from '../contract.ts'
import {
  AddButton,
  type BodyProps,
  CheckIn,
  ChoiceIn,
  DecimalIn,
  RemoveButton,
  replaced,
  TextIn,
  WholeIn,
  without,
} from './editor-fields.tsx'
import { optionsOf, useWords } from './words.ts'

/** How the event goes: voting, when scores are shown, and the seconds of the stage. */
export function CourseEditor({ body, isLocked, onChange }: BodyProps) {
  const { editor: words } = useWords()
  const set = (patch: Partial<ContestBody>): void => onChange({ ...body, ...patch })
  const setTiming = (patch: Partial<ContestBody['timing']>): void => set({ timing: { ...body.timing, ...patch } })
  const seconds = ['speakSeconds', 'warnSeconds', 'questionSeconds', 'scoringSeconds'] as const
  return (
    <Section title={words.parts.course}>
      <div className="ct-row">
        <ChoiceIn
          label={words.casting}
          value={body.casting}
          isLocked={isLocked}
          options={optionsOf(words.castings)}
          onChange={(casting) => set({ casting })}
        />
        <ChoiceIn
          label={words.reveal}
          value={body.reveal}
          isLocked={isLocked}
          width={240}
          options={optionsOf(words.reveals)}
          onChange={(reveal) => set({ reveal })}
        />
        <ChoiceIn
          label={words.ballots}
          value={body.ballots}
          isLocked={isLocked}
          width={220}
          options={optionsOf(words.ballotses)}
          onChange={(ballots) => set({ ballots })}
        />
      </div>
      <div className="ct-row">
        <CheckIn
          label={words.lateSealed}
          value={body.lateSealed}
          isLocked={isLocked}
          onChange={(lateSealed) => set({ lateSealed })}
        />
        <span className="k-quiet">{words.lateNote}</span>
      </div>
      <div className="ct-row">
        {seconds.map((key) => (
          <WholeIn
            key={key}
            label={words.timing[key]}
            value={body.timing[key]}
            isLocked={isLocked}
            width={120}
            onChange={(next) => setTiming({ [key]: next ?? 0 })}
          />
        ))}
        <DecimalIn
          label={words.timing.overtimePoints}
          value={body.timing.overtimePoints}
          isLocked={isLocked}
          onChange={(overtimePoints) => setTiming({ overtimePoints })}
        />
        <WholeIn
          label={words.timing.shortSeconds}
          value={body.timing.shortSeconds}
          isLocked={isLocked}
          onChange={(shortSeconds) => setTiming({ shortSeconds })}
        />
        <DecimalIn
          label={words.timing.shortPoints}
          value={body.timing.shortPoints}
          isLocked={isLocked}
          onChange={(shortPoints) => setTiming({ shortPoints })}
        />
      </div>
    </Section>
  )
}

/** Which places are honoured, and how many at the end commit themselves in public. */
export function AwardsEditor({ body, isLocked, onChange }: BodyProps) {
  const { editor: words } = useWords()
  const { awards } = body
  const setAwards = (next: ContestBody['awards']): void => onChange({ ...body, awards: next })
  const groups = [
    { value: '', label: words.allGroups },
    ...body.groups.map(({ key, name }) => ({ value: key, label: name })),
  ]
  return (
    <Section title={words.parts.awards}>
      {awards.map((award, index) => {
        const set = (patch: Partial<typeof award>): void => setAwards(replaced(awards, index, patch))
        return (
          <div key={`${index} of ${awards.length}`} className="ct-row" role="group" aria-label={award.name}>
            <ChoiceIn
              label={words.award}
              value={award.kind}
              isLocked={isLocked}
              width={110}
              options={optionsOf(words.awardKinds)}
              onChange={(kind) => set({ kind })}
            />
            <TextIn label={words.awardName} value={award.name} isLocked={isLocked} onChange={(name) => set({ name })} />
            {body.groups.length > 1 ? (
              <ChoiceIn
                label={words.group}
                value={award.groupKey ?? ''}
                isLocked={isLocked}
                width={130}
                options={groups}
                onChange={(key) => set({ groupKey: key || null })}
              />
            ) : null}
            <WholeIn
              label={words.from}
              value={award.from}
              isLocked={isLocked}
              min={1}
              max={200}
              onChange={(from) => set({ from: from ?? 1 })}
            />
            <WholeIn
              label={words.through}
              value={award.through}
              isLocked={isLocked}
              min={1}
              max={200}
              onChange={(through) => set({ through: through ?? 1 })}
            />
            <RemoveButton
              label={words.remove(award.name)}
              isLocked={isLocked}
              onClick={() => setAwards(without(awards, index))}
            />
          </div>
        )
      })}
      <div className="k-toolbar ct-add">
        <AddButton
          label={words.addAward}
          isLocked={isLocked}
          onClick={() =>
            setAwards([...awards, { kind: 'flag', name: words.awardKinds.flag, groupKey: null, from: 1, through: 1 }])
          }
        />
        <WholeIn
          label={words.bottom}
          value={body.bottom}
          isLocked={isLocked}
          max={20}
          width={200}
          onChange={(bottom) => onChange({ ...body, bottom: bottom ?? 0 })}
        />
      </div>
    </Section>
  )
}
