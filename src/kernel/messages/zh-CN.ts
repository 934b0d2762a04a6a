import type { Catalogue } from '../language.ts'

/** Words of the shared values, of shapes and of refusals. */
export const zhCN = {
  problems: {
    'shape.required': () => '不能为空，请填写。',
    'shape.wrong_type': ({ expected }) => `格式不对，应为${expected ?? '规定的格式'}，请改正后再提交。`,
    'shape.too_small': ({ minimum }) => `太小或太短，至少为 ${minimum}。`,
    'shape.too_big': ({ maximum }) => `太大或太长，最多为 ${maximum}。`,
    'shape.not_one_of': ({ values }) => `只能取以下之一：${values}。`,
    'shape.bad_format': ({ format }) => `格式不对（${format}），请检查后重填。`,
    'shape.unknown_field': ({ keys }) => `有不认识的字段：${keys}，请去掉。`,
    'shape.invalid': () => '内容不对，请检查后重填。',
    'access.sign_in_first': () => '请先登录。',
    'access.not_allowed': ({ permission }) => `您的岗位没有这项权限（${permission}），如有需要请联系管理员。`,
    'access.wrong_region': () => '不能操作其他地区的数据。',
    'operation.unknown': () => '没有这个功能，请检查地址。',
    'operation.too_many': () => '请求太频繁，请稍后再试。',
    'operation.unavailable': () => '系统正忙或数据库暂时连不上，您填写的内容还在，请稍后再试。',
    'operation.conflict': () => '别人刚刚改过这条记录，请刷新后对照再改。',
    'operation.bug': ({ reference }) => `系统出错，已记录（编号 ${reference}），请稍后再试或把编号告诉管理员。`,
    'operation.key_reused': () => '同一个重复提交编号用在了不同的内容上，请换一个编号。',
    'operation.body_too_large': ({ maximum }) => `内容太大，最多 ${maximum}。`,
    'operation.not_json': () => '提交的内容不是合法的 JSON。',
    'operation.cross_site': () => '这次提交不是从本系统页面发出的，已拒绝。',
    'file.missing': () => '没有收到文件，请选择文件后再上传。',
    'file.wrong_type': ({ types }) => `文件类型不支持，请使用：${types}。`,
    'file.too_large': ({ maximum }) => `文件太大，最大 ${maximum}。`,
    'record.not_found': () => '没有找到这条记录，可能已撤下或不在您的范围内。',
  },
  fields: {},
} satisfies Catalogue
