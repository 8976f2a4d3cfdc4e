/** The pages of whoever looks after the installation; a part of the catalogue in `texts.ts`. */
export const o = {
  organisation: "机构", on: "截至", tree: "机构树", look: "筛选名称、编码", none: "没有符合的机构。",
  code: "编码", level: "级别", title: "中心", since: (from: string, until: string | null) => (until === null ? `${from} 起` : `${from} 至 ${until}`), noCentre: "没有设中心",
  statistical: "统计用区划，不设村居组织", successor: (name: string) => `已并入 ${name}`, runBy: (name: string) => `由 ${name} 管辖`, codes: (set: string) => `编码依据：${set}`,
  units: "入驻部门", powers: "本级职权", others: "其他编码", unitPowers: "另有职权", noUnits: "没有入驻部门。",
  calendar: "日历", published: "放假安排已公布", provisional: (year: number) => `${year} 年放假安排未公布：跨年时限为暂定，公布后自动重算。`,
  kinds: { holiday: "休", make_up: "班", weekend: "", working: "" } as Record<string, string>, kindTexts: { holiday: "放假", make_up: "调休上班" } as Record<string, string>,
  weekdays: ["一", "二", "三", "四", "五", "六", "日"], month: (n: number) => `${n} 月`, differs: (holidays: number, makeUps: number) => `放假 ${holidays} 天，调休上班 ${makeUps} 天`,
  periods: "特别时段", noPeriods: "没有设特别时段。", bands: (bands: number[]) => `提醒提前到用去 ${bands.join("、")} %`, restDays: "休息日也提醒", periodNote: "特别时段只增加提醒，不改变期限。",
  terms: "期限", termsNote: "本地设定的期限；法律规定的期限不在此列，不能改。由安装包给出，改动走发布。", name: "名称", value: "期限",
  unit: { C: "天", W: "个工作日", h: "小时", Y: "年" } as Record<string, string>,
  termNames: {
    sign: "签收", simple_answer: "简易答复", fact: "补事实", "level.village": "层级化解（村、网格）", "level.township": "层级化解（乡镇、街道）", "level.county": "层级化解（县、区）", "level.county_extension_max": "县级化解最多延长",
    ask_up: "应报", escalation: "上报决定", appeal_right: "申请裁决", appeal: "裁决", continue_right_max: "双方同意继续调解，最长", designation: "指定管辖", danger: "险情响应", "slip.blue": "蓝单回复", "slip.yellow": "黄单回复", "slip.red": "红单回复",
    unresolved: "调解不成后续", mediation_extension_max: "调解延期，最多", performance_check: "履行核查", follow_up_first: "首次回访", follow_up_second: "二次回访", rating_right: "评价", archive: "归档", callback: "回电", retention_years: "档案保管",
    recommendation: "建议反馈", late_entry_max: "补录最多倒填", unreviewed_is_final: "逾期未申请复查即不再受理", "administrative.accept": "行政调解受理", "administrative.refer": "行政调解移送",
  } as Record<string, string>,
  yes: "是", no: "否", absent: "本地没有规定",
  ops: "运行", services: "服务", service: { township: "乡镇服务", county: "县区服务", city: "市级服务", query: "查询服务" } as Record<string, string>,
  states: { serving: "正常", not_serving: "不能办理", no_answer: "没有答复" } as Record<string, string>,
  means: {
    serving: "", not_serving: "记录库不可用或没有多数：恢复前这一级不能办理，窗口登记存在本机，恢复后自动送出。", no_answer: "进程没有运行或网络不通：重新启动它；未送达的命令会以同一编号重送，不会重复。",
  } as Record<string, string>,
  logs: "记录与视图", log: "记录库", projected: "视图读到", head: "记录末尾", lag: "落后", lastError: "最近错误", behind: (n: number) => `${n} 条`,
  keepers: "到期处理", site: "站点", overdue: "已到未处理", oldest: "最早一件", nextDue: "下一件", errands: "案件之间待办", owed: "待确认", keeps: "由本进程处理",
  allWell: (at: string) => `全部正常。最近一次核对 ${at}，记录与视图一致。`, parked: (n: number) => `异常记录 ${n} 条：这些案件在视图里停住，其余照常。用 deploy/ctl status --json 查看，处理后重建视图。`,
  wrong: (n: number) => `${n} 处异常`, every: "每 5 秒核对一次", schema: (name: string) => `视图版本 ${name}`,
};
