import { asDay, yearOf } from '../../kernel/day.ts'
import type { Role } from '../../kernel/permissions.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { appoint, createPerson, createUnit, type UnitKind } from './contract.ts'

/** Units of the full sample county, the county itself first, the others under it: name, kind, group. All are invented. */
const UNITS: readonly (readonly [name: string, kind: UnitKind, group: string])[] = [
  ['示例县', 'office', '综合'],
  ['示例县领导班子', 'leaders', '县级领导'],
  ['示例重点项目办公室', 'office', '综合'],
  ['示例考核办公室', 'office', '综合'],
  ['示例督查室', 'office', '综合'],
  ['示例统计局', 'department', '经济'],
  ['示例发展和改革局', 'department', '经济'],
  ['示例工业和信息化局', 'department', '经济'],
  ['示例财政局', 'department', '经济'],
  ['示例商务局', 'department', '经济'],
  ['示例投资促进局', 'department', '经济'],
  ['示例科学技术局', 'department', '经济'],
  ['示例农业农村局', 'department', '经济'],
  ['示例自然资源和规划局', 'department', '建设'],
  ['示例住房和城乡建设局', 'department', '建设'],
  ['示例行政审批服务局', 'department', '建设'],
  ['示例生态环境局', 'department', '建设'],
  ['示例东河镇', 'township', '镇街一组'],
  ['示例西山镇', 'township', '镇街一组'],
  ['示例南湖街道', 'township', '镇街一组'],
  ['示例北塘镇', 'township', '镇街一组'],
  ['示例柳林镇', 'township', '镇街二组'],
  ['示例青石镇', 'township', '镇街二组'],
  ['示例云溪镇', 'township', '镇街二组'],
  ['示例白沙镇', 'township', '镇街二组'],
  ['示例经济开发区', 'park', '园区'],
  ['示例化工产业园', 'park', '园区'],
  ['示例高新产业园', 'park', '园区'],
  ['示例城市建设投资公司', 'state_firm', '国有企业'],
  ['示例新材料专班', 'task_force', '专班'],
  ['示例装备制造专班', 'task_force', '专班'],
  ['示例海上风电专班', 'task_force', '专班'],
  ['示例新材料有限公司', 'enterprise', '企业'],
]

/** One person for each role: account, role, unit, title. */
const PEOPLE: readonly (readonly [account: string, role: Role, unit: string, title: string])[] = [
  ['leader', 'chief_leader', '示例县领导班子', '主要负责同志'],
  ['sponsor', 'sponsoring_leader', '示例县领导班子', '包靠领导（一）'],
  ['project', 'project_office', '示例重点项目办公室', '重点办工作人员'],
  ['assess', 'assessment_office', '示例考核办公室', '考核办工作人员'],
  ['supervise', 'supervision_office', '示例督查室', '督查室工作人员'],
  ['stats', 'statistics_bureau', '示例统计局', '统计局工作人员'],
  ['dept', 'department', '示例发展和改革局', '发改局工作人员'],
  ['town', 'township', '示例东河镇', '镇经济工作人员'],
  ['taskforce', 'task_force', '示例新材料专班', '专班联络员'],
  ['enterprise', 'enterprise', '示例新材料有限公司', '企业联系人'],
  ['judge', 'judge', '示例发展和改革局', '评委'],
  ['discipline', 'discipline_inspection', '示例督查室', '纪检观察员'],
  ['admin', 'administrator', '示例重点项目办公室', '系统管理员'],
]
const MORE_SPONSORS = ['包靠领导（二）', '包靠领导（三）', '包靠领导（四）']

/** Units, people and posts of the full sample county; the unit that stands for the region itself bears its name. */
export async function sampleOrganisation(write: SampleWriter): Promise<void> {
  const openedOn = asDay(`${yearOf(write.today)}-01-01`)
  await regionUnit(write, openedOn)
  let county: string | undefined
  for (const [position, [name, kind, groupName]] of UNITS.entries()) {
    const area = kind === 'park' ? { areaSquareMetres: 6_000_000 + position * 250_000 } : {}
    const unit = await write.run(createUnit, {
      name,
      kind,
      groupName,
      ...(county ? { parentId: county } : {}),
      position: position + 1,
      openedOn,
      ...area,
    })
    write.ids.units.set(name, unit.id)
    county ??= unit.id
  }
  for (const [account, role, unit, title] of PEOPLE) await person(write, { account, role, unit, title, openedOn })
  for (const [index, title] of MORE_SPONSORS.entries())
    await person(write, {
      account: `sponsor${index + 2}`,
      role: 'sponsoring_leader',
      unit: '示例县领导班子',
      title,
      openedOn,
    })
}

/** The few units and people of a sample region that shows published figures only. */
export async function samplePublishedRegion(write: SampleWriter): Promise<void> {
  const openedOn = asDay(`${yearOf(write.today)}-01-01`)
  await regionUnit(write, openedOn)
  for (const [position, name] of ['示例重点项目办公室', '示例统计局'].entries()) {
    const kind = position === 0 ? 'office' : 'department'
    const unit = await write.run(createUnit, { name, kind, position: position + 1, openedOn })
    write.ids.units.set(name, unit.id)
  }
  await person(write, {
    account: `project.${write.region}`,
    role: 'project_office',
    unit: '示例重点项目办公室',
    title: '重点办工作人员',
    openedOn,
  })
  const isCity = write.region.endsWith('00')
  const account = write.region === '370700' ? 'superior' : `superior.${write.region}`
  if (isCity)
    await person(write, { account, role: 'superior', unit: write.regionName, title: '上级查阅人员', openedOn })
}

async function regionUnit(write: SampleWriter, openedOn: string): Promise<void> {
  const unit = await write.run(createUnit, {
    name: write.regionName,
    kind: 'office',
    position: 0,
    openedOn,
    areaCode: write.region,
  })
  write.ids.units.set(write.regionName, unit.id)
}

async function person(
  write: SampleWriter,
  each: { account: string; role: Role; unit: string; title: string; openedOn: string },
): Promise<void> {
  const unitId = write.ids.units.get(each.unit) ?? ''
  const { id: personId } = await write.run(createPerson, {
    name: `示例·${each.title}`,
    account: each.account,
    samplePassword: write.password,
  })
  const { role, title, openedOn: fromOn } = each
  const post = await write.run(appoint, { personId, unitId, role, title, fromOn })
  write.ids.posts.set(title, post.id)
}
