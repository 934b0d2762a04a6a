/** The words and screens of a new capability: one page that lists, one menu entry. */
export function screenFiles({ folder, pascal, camel, snake, title }) {
  return {
    'messages/zh-CN.ts': `import type { Catalogue } from '../../../kernel/language.ts'

/** Words of ${folder}. */
export const zhCN = {
  title: '${title}',
  name: '名称',
  operations: { '${snake}.list': '列出${title}', '${snake}.add': '新建${title}' },
  problems: { '${snake}.name_taken': ({ name }) => \`“\${name}”已经有了，请换一个名称。\` },
  fields: { name: '名称' },
} satisfies Catalogue & Record<string, unknown>
`,
    'messages/en.ts': `import type { zhCN } from './zh-CN.ts'

/** The same words in English. */
export const en: typeof zhCN = {
  title: '${title}',
  name: 'Name',
  operations: { '${snake}.list': 'List ${folder}', '${snake}.add': 'Add to ${folder}' },
  problems: { '${snake}.name_taken': ({ name }) => \`“\${name}” is taken; choose another name.\` },
  fields: { name: 'Name' },
}
`,
    'messages/index.ts': `import type { Messages } from '../../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of ${folder} in the hand-written languages. */
export const ${camel}Messages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
`,
    'screens/index.tsx': `import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { ${camel}Messages } from '../messages/index.ts'

/** The screens of ${folder}. */
export const ${camel}Screens: CapabilityScreens = {
  operations: operationNamesOf(${camel}Messages),
  routes: [{ path: '/${folder}', permission: '${snake}.view', component: lazy(() => import('./list-page.tsx')) }],
  menu: [
    { group: 'work', path: '/${folder}', permission: '${snake}.view', label: labelOf(${camel}Messages, (words) => words.title) },
  ],
  panels: [],
}
`,
    'screens/list-page.tsx': `import { useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { list${pascal} } from '../contract.ts'
import { ${camel}Messages } from '../messages/index.ts'

/** The entries by name. */
export default function ListPage() {
  const words = useMessages(${camel}Messages)
  const entries = useOperation(list${pascal}, {})
  return (
    <>
      <PageHeader title={words.title} />
      <Answer of={entries}>
        {({ items }) => (items.length === 0 ? <Empty /> : <ul>{items.map((each) => <li key={each.id}>{each.name}</li>)}</ul>)}
      </Answer>
    </>
  )
}
`,
  }
}
