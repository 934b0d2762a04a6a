import { formatArea, formatDay } from '../../../kernel/format.ts'
import { asSquareMetres } from '../../../kernel/area.ts'
import { asDay } from '../../../kernel/day.ts'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { DayText, InstantText, MoneyText, NumberText, PercentText, PeriodText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { Project } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { lightSentence } from './light-sentence.ts'
import { PeoplePanel } from './people-panel.tsx'

/** The parts of a project's record: progress of the year first, then who, what, how much and until when. */
export function ProjectParts({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const { fields, record } = words
  return (
    <>
      <Section title={record.progress} note={lightSentence(project, words)}>
        <PaceBar done={project.completion} pace={project.pace} colour={project.light} />
        <Facts
          items={[
            { label: fields.completion, value: <PercentText ratio={project.completion} /> },
            { label: record.pace, value: <PercentText ratio={project.pace} /> },
            { label: fields.yearPlan, value: <MoneyText yuan={project.yearPlan} /> },
            { label: fields.investedThisYear, value: <MoneyText yuan={project.investedThisYear} /> },
            { label: fields.investedAsOf, value: <PeriodText period={project.investedAsOf} cumulative /> },
            { label: fields.physicalProgress, value: project.physicalProgress },
            { label: fields.openProblems, value: project.openProblems },
            { label: fields.nextSteps, value: project.nextSteps },
          ]}
        />
      </Section>
      <PeoplePart project={project} />
      <MoneyPart project={project} />
      <Section title={record.plan}>
        <Facts
          items={(
            [
              'plannedStartOn',
              'startedOn',
              'plannedCompletionOn',
              'completedOn',
              'plannedProductionOn',
              'producedOn',
            ] as const
          ).map((field) => ({ label: fields[field], value: <DayText day={project[field]} /> }))}
        />
      </Section>
      <IdentityPart project={project} />
      <ContentPart project={project} />
    </>
  )
}

function PeoplePart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  return (
    <Section title={words.people.title} note={`${words.fields.unitId} ${project.unitName}`}>
      <PeoplePanel projectId={project.id} />
    </Section>
  )
}

function MoneyPart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const { fields, record } = words
  const reported = [
    'totalInvestment',
    'investedBeforeYear',
    'signedAmount',
    'fundsInPlace',
    'bondAmount',
    'bondSpent',
  ] as const
  return (
    <>
      <Section title={record.money}>
        <Facts
          items={reported.map((field) => ({ label: fields[field], value: <MoneyText yuan={project[field]} /> }))}
        />
        {project.monthlyPlan ? <MonthlyPlan months={project.monthlyPlan} /> : null}
      </Section>
      <Section title={record.statistics} note={record.statisticsNote}>
        <Facts
          items={[
            { label: fields.statisticalTotal, value: <MoneyText yuan={project.statisticalTotal} /> },
            { label: fields.statisticalThisYear, value: <MoneyText yuan={project.statisticalThisYear} /> },
            { label: fields.statisticalAsOf, value: <PeriodText period={project.statisticalAsOf} /> },
            { label: fields.investmentRegisteredOn, value: <DayText day={project.investmentRegisteredOn} /> },
            { label: fields.fourAboveOn, value: <DayText day={project.fourAboveOn} /> },
          ]}
        />
      </Section>
    </>
  )
}

function MonthlyPlan({ months }: { readonly months: readonly number[] }) {
  const words = useMessages(keyProjectsMessages)
  return (
    <div className="k-table-scroll" role="region" aria-label={words.record.monthly} tabIndex={0}>
      <table className="k-table" aria-label={words.record.monthly}>
        <thead>
          <tr>
            <th scope="col">{words.record.monthly}</th>
            {months.map((_, index) => (
              // The twelve months never change places.
              // oxlint-disable-next-line react/no-array-index-key
              <th key={index} scope="col" className="k-number">
                {words.form.month(index + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{words.list.wan}</td>
            {months.map((yuan, index) => (
              // The twelve months never change places.
              // oxlint-disable-next-line react/no-array-index-key
              <td key={index} className="k-number">
                <MoneyText yuan={yuan} unit="wan" />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function IdentityPart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { fields, record } = words
  const lists = project.memberships.map(
    ({ year, level, listClass, batch, listStatus }) =>
      `${year} ${words.levels[level]}${words.list.listJoin}${words.classes[listClass]}${batch ? `（${batch}）` : ''}${
        listStatus ? ` · ${words.lists.listStatus}：${words.stages[listStatus]}` : ''
      }`,
  )
  const former = project.formerNames.map(
    ({ name, until }) => `${name}（${record.until(formatDay(asDay(until), locale))}）`,
  )
  return (
    <Section title={record.identity}>
      <Facts
        items={[
          { label: fields.memberships, value: lists.join('；') },
          { label: fields.projectCodes, value: project.projectCodes.join('、') },
          { label: fields.shortName, value: project.shortName },
          { label: record.formerNames, value: former.join('；') },
          { label: fields.enterprise, value: project.enterprise },
          { label: fields.creditCode, value: project.creditCode },
          { label: fields.category, value: project.category && words.categories[project.category] },
          { label: fields.nature, value: project.nature && words.natures[project.nature] },
          { label: fields.investorType, value: project.investorType && words.investors[project.investorType] },
          {
            label: fields.establishment,
            value: project.establishment && words.establishments[project.establishment],
          },
          { label: fields.chain, value: project.chain },
          { label: fields.industryCode, value: project.industryCode },
          { label: record.created, value: <InstantText at={project.createdAt} /> },
          { label: record.updated, value: <InstantText at={project.updatedAt} /> },
        ]}
      />
      {project.source ? (
        <p>
          <b>{record.source}</b> {record.sourceQuote(project.source.title)}
          <q>{project.source.quote}</q>
        </p>
      ) : null}
    </Section>
  )
}

function ContentPart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { fields, record } = words
  const area = (value: number | null) => (value === null ? null : formatArea(asSquareMetres(value), locale))
  const { longitude, latitude } = project
  return (
    <Section title={record.content}>
      {project.scope ? <p style={{ whiteSpace: 'pre-wrap' }}>{project.scope}</p> : null}
      <Facts
        items={[
          { label: fields.place, value: project.place },
          {
            label: record.at,
            value: longitude === null || latitude === null ? null : `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`,
          },
          { label: fields.land, value: area(project.land) },
          {
            label: fields.floorArea,
            value: <NumberText value={project.floorArea} unit={words.form.squareMetres} />,
          },
          { label: fields.capacity, value: project.capacity },
          { label: fields.expectedOutput, value: <MoneyText yuan={project.expectedOutput} /> },
          { label: fields.expectedTax, value: <MoneyText yuan={project.expectedTax} /> },
          { label: fields.jobs, value: <NumberText value={project.jobs} unit={words.form.people} /> },
          { label: fields.note, value: project.note },
        ]}
      />
    </Section>
  )
}
