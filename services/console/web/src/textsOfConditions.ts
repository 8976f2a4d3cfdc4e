/** How the cells of decision tables are said; a part of the catalogue in `texts.ts`. */
export const c = {
  empty: "没有",
  notEmpty: "有",
  atLeast: (value: string) => `不少于 ${value}`,
  moreThan: (value: string) => `多于 ${value}`,
  atMost: (value: string) => `不多于 ${value}`,
  lessThan: (value: string) => `低于 ${value}`,
  is: (value: string) => value,
  isNot: (value: string) => `不是 ${value}`,
  oneOf: (value: string) => `${value} 之一`,
  hasAny: (value: string) => `含有 ${value}`,
  between: (from: string, to: string) => `${from} 至 ${to}`,
  missing: "未知",
  words: { true: "是", false: "否", unknown: "不能判断", level: "本级", none: "无", next: "上一级", other: "其他中心", "": "无", "[]": "无", "{}": "无" } as Record<string, string>,
};
