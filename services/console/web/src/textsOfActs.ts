/** The labels of the commands' forms; a part of the catalogue in `texts.ts`. */
export const a = {
  clearedSigns: "已消除的险情", measures: "处置措施", policeReference: "公安接警编号", grade: "风险等级", dangerSigns: "险情", reviewOn: "复评日期",
  matter: "事项类别", profile: "繁简", unpaidWorkers: "欠薪人数", statutoryPath: "其他法定途径", finalDecision: "终局结论", decision: "决定",
  ground: "情形", groundText: "理由", document: "材料编号", notice: "文书", party: "当事人", means: "送达方式", subject: "意愿事项", given: "同意",
  until: "截止日期", toUnit: "承办单位", mode: "方式", due: "时限", proposedUnit: "建议的单位", upheld: "异议成立", reason: "理由", officer: "承办人",
  duty: "职责", dutyInitial: "主持调解", plan: "办理方案", planInitial: "先分头听取意见，再当面调解", kind: "类型", text: "内容", covers: "对应材料",
  outcome: "结果", attendance: "到场情况", attendanceInitial: "双方到场", record: "笔录编号", form: "协议形式", terms: "协议内容", performedAt: "履行地",
  obligations: "履行义务", signedByParties: "当事人已签名", signedByMediator: "调解员已签名", sealedByCommittee: "调委会已盖章", proof: "凭证编号",
  helpWanted: "请上级解决", askText: "请求内容", reasonIfAsked: "理由（须由人决定时必填）", ruling: "裁决", returnCode: "退回情形", checklist: "退回清单（一行一项）",
  toBelow: "交给", toAside: "移交给", correction: "更正", colour: "颜色", fault: "督办情形", slipTo: "对谁（不选为办理单位）", account: "情况", round: "回访轮次",
  performed: "协议已履行", rebound: "矛盾有反弹", rating: "评价", words: "评价意见", mainOutcome: "办理结果", application: "申请书编号", fileNumber: "档号",
  acceptance: { accepted: "予以受理", not_accepted: "不予受理", not_reaccepted: "不再受理" },
  returnCodes: {
    R01: "本级化解不充分", R02: "卷宗不完整", R03: "应通过其他法定途径处理", R04: "同一事项正在办理", R05: "已有终局结论", R06: "属本级职权和能力范围", R09: "正在等待鉴定意见",
  },
  obligation: { who: "谁", what: "做什么", amount: "金额（元，可不填）", due: "期限" },
  lists: {
    meeting_kind: { consultation: "会商", joint_conference: "联席会议", leader_reception: "领导接访", leader_visit: "领导下访", task_force: "专班会议" },
    task_kind: { summons: "吹哨", errand: "代跑", unit_input: "会签意见", callback: "回电" },
    referral_kind: { mediators: "调解组织", court: "人民法院", procuratorate: "检察机关", police: "公安机关", aid: "救助帮扶", legal_aid: "法律援助" },
    referral_result: { done: "已办结", failed: "未办成", declined: "不予办理" },
  } as Record<string, Record<string, string>>,
  meeting: "会议", units: "到会单位", decisions: "决定和各单位意见", tasks: "任务", task: { unit: "单位", what: "做什么", due: "期限", lead: "牵头" },
  leadRequired: "还没有牵头单位。须指定一个，其他为配合。", leader: "领导", unit: "单位", content: "要求", report: "办理情况", theme: "主题", leadUnit: "牵头单位", referTo: "对接",
  correct: { which: "更正哪一项", headcount: "申请方人数", amountFen: "涉及金额（元）", unpaidWorkers: "欠薪人数", value: "改为" },
};
