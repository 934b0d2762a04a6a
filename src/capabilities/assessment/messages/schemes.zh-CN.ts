/** Words of schemes: operations and problems. */
export const schemesZh = {
  operations: {
    'assessment.list_schemes': '列出考核办法',
    'assessment.show_scheme': '查看考核办法',
    'assessment.show_version': '查看考核办法的一版',
    'assessment.list_ledger_figures': '列出台账可取的数',
    'assessment.create_scheme': '新建考核办法',
    'assessment.draft_version': '起草考核办法的下一版',
    'assessment.save_draft': '保存考核办法草稿',
    'assessment.check_scheme': '核对考核办法草稿',
    'assessment.freeze_version': '冻结考核办法',
    'assessment.discard_draft': '丢弃考核办法草稿',
    'assessment.export_scheme': '导出考核办法',
    'assessment.import_scheme': '导入考核办法',
    'assessment.replay_scheme': '用往年数据推演考核办法',
  },
}
