/** The pages of the decision tables; a part of the catalogue in `texts.ts`. */
export const r = {
  rail: "规则", title: "规则", version: (n: number) => `第 ${n} 版`, draftOf: (n: number, base: number) => `第 ${n} 版 草稿　基于第 ${base} 版`,
  inForce: (from: string) => `${from} 起施行`, hash: (hash: string) => `指纹 ${hash.slice(0, 12)}`,
  row: "行", description: "说明", policy: { collect: "逐行判断，每行都记录", first: "取第一条满足的行", unique: "只能有一行满足" } as Record<string, string>,
  any: "–", anyText: "不看", tables: "规则表", intro: "一行里各格都满足，这一行才成立。「–」是不看这一项；缺事实的格既不算满足也不算不满足。",
  edit: "起草新版", goOn: "继续草稿", drop: "放弃草稿", dropAsk: "放弃草稿？改过的内容就没有了。", keep: "留着", export: "导出草稿", look: "看施行的",
  effective: "施行日期", addRow: "加一行", removeRow: "删除所选行", undo: "撤销", redo: "重做", changed: (n: number) => `改动 ${n} 处`, was: (old: string) => `原为 ${old}`, added: "新加的行", removed: (n: number) => `删除 ${n} 行`,
  cell: "单元格", operator: "条件", value: "值", from: "从", to: "至", text: "原文", apply: "改为", badValue: "写成金额，如 50,000", readOnly: "施行中的规则不能改；起草新版后再改。",
  checks: "检查", checking: "正在检查…", sound: "没有问题", faults: (errors: number, warnings: number) => `${errors} 处错误，${warnings} 处提醒`, away: "检查没有答复，稍后自动再试。",
  place: (row: string, column: string) => [row === "" ? "" : `${row} 行`, column].filter((part) => part !== "").join(" "),
  kept: "草稿存在本机", status: "↑↓←→ 换格　Enter 改　Delete 清空　Shift ↑↓ 选行　Ctrl C V 复制粘贴行　Ctrl Z Y 撤销重做", statusRead: "指纹随每次判断一起记录",
  old: "这份草稿基于的版本已不是施行的版本，请导出后重新起草。", conditions: "条件", outcomes: "结果",
  operators: {
    any: "不看", is: "是", isNot: "不是", atLeast: "不少于", moreThan: "多于", atMost: "不多于", lessThan: "低于", between: "介于", oneOf: "之一", hasAny: "含有任一", empty: "没有", notEmpty: "有", missing: "未知",
  } as Record<string, string>,
  units: { persons: "人", fen: "元", divisions: "个地区", dates: "次", filings: "件", cases: "件" } as Record<string, string>,
};

export const y = {
  versions: "版本", submitted: (by: string, on: string) => `${by} ${on} 提交`, approved: (by: string, on: string) => `${by} ${on} 批准`, returned: (by: string, on: string) => `${by} ${on} 退回`, came: "随安装包给出",
  outdated: "提交以后又有新版公布，这份草案只能退回。", waiting: (n: number) => `第 ${n} 版已送审，批准或退回以后才能再起草。`,
  replay: "旧案试算", replaying: "正在用草稿重算以往的判断…", again: "重新试算",
  sentence: (from: string, to: string, n: string, more: string, fewer: string, cannot: string, decided: string) =>
    `重算 ${from} 至 ${to} 的 ${n} 次判断：多往上走 ${more}，少往上走 ${fewer}，${cannot} 次变成“不能判断”，${decided} 次由“不能判断”变为可判断。`,
  none: "还没有判断可以重算。", partly: "时段里还有更早的判断没有算。", matrix: "旧 ＼ 新", rows: "哪些行引起", changedCases: "变了的判断", changes: { more: "多往上走", fewer: "少往上走", cannot_tell: "不能判断", decided: "可判断了" } as Record<string, string>,
  columns: { number: "案号", when: "判断时间", old: "原来", new: "草稿", why: "行", now: "现在" }, outside: "不在查看范围",
  submit: "送审", reason: "为什么改", reasonHint: "10 至 500 字，人人可读，不写个人信息", submitKey: "Ctrl Enter", unsound: "还有错误，改好后才能送审。", tooShort: "请写 10 至 500 字。",
  approve: "批准并施行", sendBack: "退回", own: "起草人不能审批自己的草稿。", first: "批准前先看试算。", fromDay: (day: string) => `自 ${day} 起施行；已判断的案件仍按当时的版本。`, what: "改了什么", done: "已办",
  addedRow: "新加", removedRow: "删除", nothing: "没有改动。",
};
