/** What the pages of daily work say; a part of the catalogue in `texts.ts`. */
export const d = {
  rail: { requests: "村格", documents: "文书", slips: "督办", led: "牵头", leaders: "包案", consultations: "会商" },
  bulk: {
    picked: (n: number) => `选中 ${n} 件`, what: "办什么", all: (n: number) => `选中当前 ${n} 件`, none: "不选", pick: (number: string) => `选中 ${number}`,
    act: "一起办", go: (name: string, n: number) => `${name} ${n} 件`, key: "Ctrl Enter", max: (n: number) => `一次最多 ${n} 件，请先缩小筛选。`,
    note: "每件各自提交，各有结果；离开本页不会中断。", verbs: { assign_handler: "指定", dispatch_case: "分流", assign_down: "交办", sign_case: "签收", issue_slip: "发督办单" } as Record<string, string>,
    names: { assign_handler: "指定承办人", dispatch_case: "分流到单位", assign_down: "交办下级", sign_case: "签收", issue_slip: "发督办单" } as Record<string, string>,
    status: "X 选中　↑↓ 移动　Enter 打开　R 收入新到　? 全部按键",
  },
  batch: {
    title: (name: string, n: number) => `${name} ${n} 件`, states: { waiting: "等待", sending: "正在办", done: "已办", skipped: "跳过", failed: "失败" } as Record<string, string>,
    result: (done: number, skipped: number, failed: number) => `已办 ${done}，跳过 ${skipped}，失败 ${failed}。`, running: (n: number) => `还有 ${n} 件正在办。`,
    only: "只看没办成的", everything: "看全部", again: (n: number) => `重试失败的 ${n} 件`, columns: { state: "结果", number: "案号", reason: "说明" },
    same: "已经是这样，没有改动", notWaiting: "不在等签收", cut: "本页关闭时还没有送出，没有办", unknown: "没有收到结果，重试会用同一编号核对，不会重复",
    missing: "这台机器上没有这次批量办理的记录。记录只在办理的浏览器里留 30 天。", kept: "结果留在这个浏览器里 30 天，不含个人信息。", lost: "本页重新打开过，填的内容没有留存；没办成的请逐件打开办理。",
    by: (time: string) => `${time} 提交`, allDone: "都办成了。",
  },
  requests: {
    title: "村格请求", waiting: "待答复", empty: "村和网格没有等答复的请求。", bar: "请求列表", status: "↑↓ 换一件　A 接收　B 退回补正　R 不接收　Enter 打开案卷",
    groups: { danger: "危险，立即", over: "已超期", waiting: "待答复" } as Record<string, string>, accept: "接收", done: "村里做过",
  },
  slips: {
    title: "督办", received: "收到", issued: "发出", issue: "发督办单", issueKey: "N", answer: "回复", lift: "解除", print: "打印督办单", openCase: "打开案件",
    groups: { over: "超时未回", waiting: "待回复", answered: "已回复待核" } as Record<string, string>,
    columns: { colour: "色", number: "案号", fault: "事由", to: "对谁", from: "谁发的", issued: "发出", due: "须回复", chain: "升色" },
    empty: "没有在督的督办单。", status: "↑↓ 移动　Enter 打开案件", statusIssuer: "↑↓ 移动　Enter 打开案件　N 发督办单", find: "案号", findHint: "整个案号，或序号后四位以上", findGo: "找案件", several: (n: number) => `有 ${n} 件，请写全案号。`,
    choose: "对哪一件发督办单？", answeredState: "已回复，等发单单位核。", over: (n: number) => `超时未回 ${n}`, cannot: "现在不能由本岗位回复或解除。", chainStep: (colour: string, day: string) => `${colour} ${day}`, arrow: " → ",
    bounded: (n: number) => `只读了期限最近的 ${n} 件案件的督办单。`,
  },
  documents: {
    title: "文书", views: { all: "全部", ready: "可打印", waiting: "须先办理", over: "已超期" } as Record<string, string>,
    columns: { due: "最晚", number: "案号", paper: "文书", matter: "事项", state: "怎么办", to: "给谁" },
    empty: "没有要送达的文书。", status: "↑↓ 移动　X 选中　P 打印　Enter 打开案件",
    papers: { acceptance: "受理告知书", rights: "调解不成权利告知书", slip: "督办回复", first: "首次回访记录", second: "二次回访记录", agreement: "调解协议书", order: "办结报告" } as Record<string, string>,
    steps: { decide: "先作受理决定", print: "打印并送达", sign: "打印并签字盖章", answer: "回复督办单", call: "回访后记录", report: "报送办结报告" } as Record<string, string>,
    to: { parties: "当事人", claimant: "申请人", issuer: "发单单位", all: "各方当事人", above: "交办单位" } as Record<string, string>,
    printChosen: (n: number) => `打印所选 ${n} 份`, printAll: (n: number) => `打印这 ${n} 份`, printKey: "P", bounded: (n: number) => `只读了期限最近的 ${n} 件案件。`, group: { over: "已超期", today: "今天到期", soon: "三个工作日内", later: "以后", none: "没有期限" } as Record<string, string>,
    batch: "打印文书", back: "返回", reading: "正在读取案卷…", failed: (number: string, why: string) => `${number} 没有读到：${why}`, nothing: (number: string) => `${number} 现在没有这份文书可以打印。`,
  },
  led: {
    title: "牵头", empty: (centre: string) => `${centre}目前没有牵头的案件。`, views: { all: "全部", us: "等我", unit: "等部门", above: "等上级", asked: "等协同" } as Record<string, string>,
    lead: "牵头单位", status: "↑↓ 移动　Enter 打开　X 选中　R 收入新到",
  },
  leaders: {
    title: "包案", empty: "还没有领导包案。可在案件页“领导包案”。", list: "领导", cases: (n: number, open: number) => `包 ${n} · 在办 ${open}`, over: (n: number) => ` · 已超期 ${n}`, status: "↑↓ 移动　Enter 打开案件",
    bounded: (n: number) => `只读了期限最近的 ${n} 件。`, none: "姓名不详",
  },
  consultations: {
    title: "会商", empty: "没有待开的会商，也没有会商定下的任务。可在案件页“会商、联席会议、接访下访”。", list: "会商案件", decide: "形成决定", tasks: "任务", meetings: "会议", none: "还没有开过会。",
    pending: "任务在办", status: "↑↓ 换一件　D 形成决定　Enter 打开案件", key: "D", openTasks: (n: number) => `未了任务 ${n}`,
    lead: "牵头", assist: "配合", due: (day: string) => `${day} 前`, completed: (day: string) => `${day} 已反馈`, open: "未了", columns: { unit: "单位", role: "分工", due: "期限", state: "状态" },
    find: "提请会商", cannot: "本岗位现在不能对这件案件形成会商决定。", bounded: (n: number) => `只读了期限最近的 ${n} 件。`,
  },
};
