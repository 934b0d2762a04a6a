import { describe, expect, it } from 'vitest'
import { readDispatch } from './read.ts'

const targets = (text: string) =>
  readDispatch(text).targets.map(({ indicator, value, unit, comparator, status }) =>
    [indicator, value, unit, comparator, status].map(String).join(' '),
  )
const pledges = (text: string) => readDispatch(text).commitments.map(({ quote }) => quote)
const projects = (text: string) =>
  readDispatch(text).projects.map(({ name, investmentYi, areaMu }) => `${name} ${investmentYi} ${areaMu}`)

describe('the figures of a dispatch', () => {
  it('a growth is told by its rate, a level by its figure', () => {
    expect(targets('全县固定资产投资完成120亿元，同比增长12.5%。')).toEqual([
      '固定资产投资 120 亿元 = achieved',
      '固定资产投资 12.5 % increase_by achieved',
    ])
  })

  it('由 A 到 B keeps what was before', () => {
    const [change] = readDispatch('企业开办时间由5个工作日压缩到1个工作日以内。').targets
    expect(change).toMatchObject({ value: 1, from: 5, comparator: 'reduce_to', unit: '个工作日' })
  })

  it('a level that is abolished has no figure, only what it was', () => {
    const [change] = readDispatch('不动产登记由5个工作日改为即时办结。').targets
    expect(change).toMatchObject({ value: null, unit: null, from: 5, comparator: 'reduce_to' })
  })

  it('翻番 is twice the level, 翻两番 four times', () => {
    expect(targets('力争高新技术企业数量翻番。')).toEqual(['高新技术企业数量 2 倍 increase_to target'])
    expect(readDispatch('产值比五年前翻了两番。').targets[0]?.value).toBe(4)
  })

  it('a place in an order is a rank among those it names', () => {
    expect(targets('一季度，工业投资增速居全省第2位。')).toEqual(['工业投资增速全省位次 2 位 rank achieved'])
  })

  it('a goal against others may have no figure', () => {
    expect(targets('确保固定资产投资增速高于全省平均。')).toEqual(['固定资产投资增速 null null > target'])
  })

  it('A、B分别增长 shares the rates out', () => {
    expect(targets('一季度，城镇、农村居民收入分别增长5%、7%。')).toEqual([
      '城镇居民收入 5 % increase_by achieved',
      '农村居民收入 7 % increase_by achieved',
    ])
  })

  it.each([
    '全县召开动员大会，320人参加会议。',
    '成立8个工作专班，开展“六个一”行动。',
    '坚持一张蓝图绘到底，用好24小时热线12345。',
    '2023年3月5日，第十届三次全体会议召开。',
    '出台《关于支持企业发展的30条措施》。',
    '昔日的第一书记成了第一产业带头人。',
    '引进一批5亿元以上项目。',
  ])('counts no people at meetings, groups, names, dates and sizes: %s', (text) => {
    expect(targets(text)).toEqual([])
  })
})

describe('the projects of a dispatch', () => {
  it('keep their own money and land, and leave the money of a phase alone', () => {
    expect(projects('明川新能源电池项目占地300亩，总投资20亿元，其中一期投资8亿元。')).toEqual([
      '明川新能源电池项目 20 300',
    ])
    expect(targets('明川新能源电池项目占地300亩，总投资20亿元，其中一期投资8亿元。')).toEqual([])
  })

  it('are found in lists with money before each', () => {
    expect(projects('加快推进投资12亿元的云岚风电、投资3.5亿元的松溪水厂等重点项目建设。')).toEqual([
      '云岚风电项目 12 null',
      '松溪水厂项目 3.5 null',
    ])
  })

  it.each(['推进重点项目建设。', '实施技改项目100个。', '新建续建民生工程进展顺利。', '这个项目进展顺利。'])(
    'are not what any project could be called: %s',
    (text) => {
      expect(projects(text)).toEqual([])
    },
  )
})

describe('projects told by their place in the text', () => {
  it('a line of a numbered list is one project with its money and land', () => {
    const text =
      '开工项目：\n1.示例光电产业园。由示例光电公司投资15亿元，占地300亩，建设厂房20万平方米。\n2.青禾县第二水厂扩建工程。总投资2.1亿元。'
    expect(projects(text)).toEqual(['示例光电产业园 15 300', '青禾县第二水厂扩建工程 2.1 null'])
    expect(targets(text)).toEqual(['建设厂房 20 万平方米 = planned'])
  })

  it('figures in brackets belong to the name before them', () => {
    expect(projects('签约项目有：青禾冷链物流港（投资8亿元，占地200亩）、松溪山茶油精深加工园（投资3亿元）。')).toEqual(
      ['青禾冷链物流港项目 8 200', '松溪山茶油精深加工园 3 null'],
    )
  })

  it('项目总投资 behind a sentence that ends with a name belongs to that name', () => {
    expect(projects('第一站是云岚电子电路产业园。项目总投资18亿元，用地215亩。')).toEqual(['云岚电子电路产业园 18 215'])
    expect(projects('云岚稻米产业园内机器轰鸣。这个总投资3.2亿元的园区，建成后可带动3000人就业。')).toEqual([
      '云岚稻米产业园 3.2 null',
    ])
  })

  it('names pushed to be begun or done are projects without the word for it', () => {
    expect(projects('确保云岚鞋业智造园、松溪锂电隔膜二期、青禾玩具产业城3月底前全面复工。')).toEqual([
      '云岚鞋业智造园 null null',
      '松溪锂电隔膜二期项目 null null',
      '青禾玩具产业城项目 null null',
    ])
  })

  it('money told apart for names told before goes to each in turn', () => {
    const text =
      '云岚公司的智慧茶工厂、松溪公司的半山茶旅度假区和青禾米粉生产线成功签约，投资额分别为2.8亿元、16亿元和1.5亿元。'
    expect(projects(text)).toEqual(['智慧茶工厂项目 2.8 null', '半山茶旅度假区项目 16 null', '青禾米粉生产线 1.5 null'])
  })

  it('a firm that invests in a work names it without the word 项目', () => {
    expect(projects('云岚电子有限公司拟投资8亿元建设智能终端产业园，计划用地200亩。')).toEqual(['智能终端产业园 8 200'])
    expect(projects('主会场为云岚卫星总装基地，由云岚航天公司投资建设，总投资9.6亿元，占地132亩。')).toEqual([
      '云岚卫星总装基地 9.6 132',
    ])
  })

  it('a head of a part that only calls for something is none', () => {
    expect(projects('（一）全力扩大有效投资。实施重点项目120项，总投资1350亿元。')).toEqual([])
  })
})

describe('goals of the parts of a report', () => {
  it('a part about the year to come sets goals, one that looks back tells results', () => {
    const text =
      '2026年1月15日\n一、2025年工作回顾\n企业开办时间压缩至4小时。\n二、2026年主要任务\n（一）优化营商环境。\n企业开办时间压缩至2小时以内。'
    expect(readDispatch(text).targets.map(({ status, period }) => `${status} ${period}`)).toEqual([
      'achieved 2025',
      'target 2026',
    ])
  })

  it('a growth of a year that lies ahead is a goal without a word for it', () => {
    expect(targets('2024年2月19日\n会议明确，今年全县生产总值增长6.5%左右，城镇新增就业不少于5500人。')).toEqual([
      '生产总值 6.5 % increase_by target',
      '城镇新增就业 5500 人 >= target',
    ])
    expect(targets('2024年2月19日\n要在招商引资上攻坚。新签约项目60个。')).toEqual(['新签约项目数 60 个 = target'])
  })

  it('what a whole is made up of shares its status', () => {
    expect(
      targets('2026年3月2日\n今年全县共谋划实施重点项目286个，总投资1160亿元。其中，续建项目94个，新建项目192个。'),
    ).toEqual([
      '重点项目数 286 个 = existing',
      '重点项目总投资 1160 亿元 = existing',
      '续建项目数 94 个 = existing',
      '新建项目数 192 个 = existing',
    ])
  })

  it('what grows in step with something has no figure', () => {
    expect(targets('力争居民收入增长与经济增长同步。')).toEqual(['居民收入增长 null null = target'])
  })
})

describe('the stage of a project', () => {
  it.each([
    ['青禾冷链物流项目总投资3.5亿元，计划12月底前开工。', null],
    ['青禾冷链物流项目总投资3.5亿元，已签约，力争年内开工。', 'signed'],
    ['青禾冷链物流项目总投资3.5亿元，已于3月开工，预计明年竣工。', 'started'],
    ['青禾冷链物流项目总投资3.5亿元，主体封顶，将于年底投产。', 'under_construction'],
  ])('is what is done, not what is meant: %s', (text, stage) => {
    expect(readDispatch(text).projects.map((project) => project.stage)).toEqual([stage])
  })
})

describe('the commitments of a dispatch', () => {
  it('keep the last day they name; a day that only tells when is none', () => {
    const [first, second] = readDispatch(
      '2026年11月20日\n示例东河镇承诺，12月20日前为全部项目办结用电手续。示例县发改局将于12月1日起开展集中服务。',
    ).commitments
    expect(first).toMatchObject({ owner: '示例东河镇', deadline: '2026-12-20' })
    expect(second).toMatchObject({ deadline: null })
  })

  it('run from the verb to the end of the pledge', () => {
    expect(pledges('该县年内将新建学校5所，改造道路30公里。')).toEqual(['将新建学校5所，改造道路30公里'])
  })

  it('later sentences under the same 将 are pledges of their own', () => {
    const text = '县发改局局长表示，将加快项目建设。推进要素保障，优化审批；做好协调服务。'
    expect(pledges(text)).toEqual(['将加快项目建设', '推进要素保障，优化审批', '做好协调服务'])
  })

  it('a role that takes a stand pledges with bare verbs, in each of its parts', () => {
    expect(pledges('示例街道党工委书记表态：抓好城市更新，改造老旧小区9个；发展楼宇经济，新引进企业3家。')).toEqual([
      '抓好城市更新，改造老旧小区9个',
      '发展楼宇经济，新引进企业3家',
    ])
  })

  it.each(['示例产业园计划明年6月投产，达产后年产值8亿元。', '该县年内计划完成投资320亿元。'])(
    'are no bare schedules: %s',
    (text) => expect(pledges(text)).toEqual([]),
  )

  it('name the organisation that speaks', () => {
    const [pledge] = readDispatch('市人大代表、示例市工业和信息化局党组书记、局长表示，将培育更多企业。').commitments
    expect(pledge?.owner).toBe('示例市工业和信息化局')
  })

  it.each([
    '会议要求，各级各部门要确保完成任务。',
    '项目建成后将成为全省最大的生产基地。',
    '大家纷纷表示，将以更加饱满的热情投入工作。',
    '预计年产值将突破5亿元的项目即将开工。',
    '全县召开“奋战百日、确保双过半”誓师大会。',
  ])('are not calls on others, expectations, the voice of a crowd, slogans: %s', (text) => {
    expect(pledges(text)).toEqual([])
  })
})
