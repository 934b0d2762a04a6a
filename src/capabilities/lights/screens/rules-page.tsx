import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  type BuiltInRuleSet,
  draftRule,
  listBuiltInRules,
  listRuleSets,
  type RuleSet,
  type SubjectKind,
} from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { RuleBodyParts } from './rule-body.tsx'
import './lights.css'

/** All rule sets of the region, and the published rules a draft can be started from. */
export default function RulesPage() {
  const words = useMessages(lightsMessages)
  const sets = useOperation(listRuleSets, {})
  const builtIn = useOperation(listBuiltInRules, {}, { staleMs: Number.POSITIVE_INFINITY })
  const known = new Set((sets.data?.items ?? []).map((set) => set.code))
  return (
    <>
      <PageHeader title={words.title} note={words.note} />
      <Section title={words.ownRules}>
        <DataTable
          id="lights.rule-sets"
          label={words.ownRules}
          columns={ruleColumns(words)}
          source={sourceOf(sets, (answer) => answer.items)}
          rowKey={(row) => row.code}
          rowLink={(row) => `/lights/${row.code}`}
          empty={words.noRuleOfOwn}
        />
      </Section>
      <Section title={words.builtIn}>
        <Answer of={builtIn}>
          {({ items }) => (
            <div className="lights-rows">
              {items.map((rule) => (
                <BuiltIn key={rule.code} rule={rule} isTaken={known.has(rule.code)} />
              ))}
            </div>
          )}
        </Answer>
      </Section>
    </>
  )
}

function BuiltIn({ rule, isTaken }: { readonly rule: BuiltInRuleSet; readonly isTaken: boolean }) {
  const words = useMessages(lightsMessages)
  const go = useGo()
  const mayManage = useMay('lights.manage')
  const draft = useCommand(draftRule, { onSuccess: ({ code }) => go(`/lights/${code}/draft`) })
  const { code, name, source, body, complete, adapted } = rule
  return (
    <details className="lights-card">
      <summary>
        {name} {complete ? null : <Mark tone="warn">{words.incomplete}</Mark>}
      </summary>
      <p className="k-quiet">
        {words.source}: {source}
        {adapted ? ` · ${words.adapted}: ${adapted}` : ''}
      </p>
      <RuleBodyParts body={body} />
      {draft.error ? <RefusalNote refusal={draft.error} /> : null}
      {mayManage && !isTaken ? (
        <div>
          <button
            type="button"
            className="k-button"
            disabled={draft.isPending}
            onClick={() => draft.mutate({ code, name, subjectKind: kindOf(rule), source: source.slice(0, 300), body })}
          >
            {words.newDraft}
          </button>
        </div>
      ) : null}
    </details>
  )
}

/** What a built-in rule is made for, by what it measures: deadlines judge obstacles, growth and pace of targets judge targets. */
function kindOf({ code, body }: BuiltInRuleSet): SubjectKind {
  if (code.startsWith('target') || code.includes('growth')) return 'target'
  return body.dimensions.every((each) => each.base === 'days') ? 'obstacle' : 'key_project'
}

function ruleColumns(words: (typeof lightsMessages)['zh-CN']): readonly Column<RuleSet>[] {
  const version = (number: number | null) => (number === null ? '—' : words.versionNumber(number))
  return [
    { key: 'name', title: words.name, width: 280, cell: (row) => row.name },
    { key: 'judges', title: words.judges, width: 120, cell: (row) => words.subjectKinds[row.subjectKind] },
    { key: 'published', title: words.versionInForce, cell: (row) => version(row.published) },
    { key: 'draft', title: words.draftVersion, cell: (row) => version(row.draft) },
  ]
}
