/** What stands around the pages says: keys, locks, posts that lack a page; a part of the catalogue in `texts.ts`. */
export const f = {
  rail: { rules: "规则", organisation: "机构", calendar: "日历", thresholds: "期限", ops: "运行" },
  admin: "管理",
  locked: (minutes: number) => `${minutes} 分钟没有操作，已锁定。内容都在，重新登录后继续。`,
  askFor: (unit: string) => `需要权限请联系${unit}。`,
  otherPost: "换账号",
  rightLost: (time: string) => `您不能再查看此案，下面是 ${time} 的内容。已填的内容还在，没有提交；可复制后转给办理单位。`,
  viewers: "谁在看",
  watching: (names: string) => `${names}正在看`,
  foot: (centre: string, officer: string, time: string) => `${centre}　${officer}　打印于 ${time}`,
  keys: {
    title: "按键",
    note: "输入文字时，单个字母和数字不作按键。中文输入法开着也一样可用。",
    groups: [
      ["处处可用", [
        ["Alt N", "登记新案"], ["Ctrl K 或 /", "查找案件"], ["Ctrl Enter", "表单的主要动作"], ["Esc", "退回一层"], ["?", "本页"], ["Ctrl P", "打印本页"],
      ]],
      ["列表", [
        ["↑ ↓", "上一件、下一件"], ["PgUp PgDn", "上翻、下翻"], ["Home End", "第一件、最后一件"], ["Enter", "打开"], ["Ctrl 点击", "在新标签页打开"], ["X", "选中"], ["P", "打印文书"], ["R", "收入新到"],
      ]],
      ["登记", [["Enter", "下一项"], ["0", "有无危险：都没有"]]],
      ["案件", [["1 – 9", "可办的事"], ["W", "为什么不能上报"], ["Alt ↑ ↓", "列表里的上一件、下一件"]]],
      ["来件", [["A", "接收并牵头"], ["B", "退回补正"], ["R", "不接收"], ["C", "申请裁决"], ["T", "提级办理"]]],
      ["规则草稿", [
        ["↑ ↓ ← →", "换一格"], ["Enter", "改这一格"], ["Delete", "清空这一格"], ["Shift ↑ ↓", "选几行"], ["Ctrl C、Ctrl V", "复制行、粘贴行"], ["Ctrl Z、Ctrl Y", "撤销、重做"],
      ]],
    ] as [string, [string, string][]][],
  },
};
