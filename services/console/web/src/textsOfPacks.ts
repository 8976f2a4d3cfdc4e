/** The figures of a period; a part of the catalogue in `texts.ts`. */
export const k = {
  title: "报表", list: "报表期", area: "范围", channel: "来源渠道", all: "全部", compare: "对比期", previous: "上期", yearBefore: "同期", thisPeriod: "本期",
  cut: (day: string) => `截止 ${day} 24:00`, states: { running: "生成中", open: "待核", frozen: "已冻结" } as Record<string, string>,
  indicator: "指标", parts: "分子 / 分母", formula: "公式", none: "—",
  week: (year: string, n: number) => `${year} 年第 ${n} 周`, month: (year: string, n: number) => `${year} 年 ${n} 月`, quarter: (year: string, n: number) => `${year} 年第 ${n} 季度`, year: (year: string) => `${year} 年`,
  checks: (holding: number, all: number) => `勾稽 ${holding}/${all}`, checksTitle: "勾稽", allHold: "全部相符。",
  failed: (area: string, left: string, a: string, right: string, b: string, n: string) => `${area}：${left} ${a}，${right} ${b}，差 ${n}。`,
  xlsx: "导出 xlsx", freeze: "冻结", freezing: "冻结报表", confirm: (name: string) => `冻结 ${name} 的报表？冻结后不能更改，此后更正只作补充说明。`,
  why: "勾稽不符的说明", whyHint: "写明差在哪里、何时更正，10 到 500 字", sure: "确认冻结", leave: "不冻结",
  notOver: "本期还没有结束，不能冻结", notWhole: "只冻结全市、全部渠道的报表", tooShort: "说明要写 10 到 500 字",
  frozen: (day: string, position: string) => `已冻结于 ${day}，记录位置 ${position}。此后更正只作补充说明。`, by: (name: string) => `冻结人：${name}。`, explained: (text: string) => `说明：${text}`,
  differing: (n: number) => `${n} 项与冻结时不符，冻结时的数字列在旁边。`, then: (text: string) => `冻结时 ${text}`,
  days: (text: string) => `${text} 天`, status: "占比由分子、分母计算，四舍五入到一位小数；各地相加，不取平均。补录按记录日期计入本期。",
};
