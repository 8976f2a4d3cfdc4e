/** What is said while the platform does not answer a window; a part of the catalogue in `texts.ts`. */
export const u = {
  offline: "网络已断开。可以继续登记，草稿存在本机，连上后自动送出，不会重复。",
  kept: (time: string) => `网络不通，草稿存在本机 ${time}，连上后自动保存`,
  posted: "已收下，还没有送出。连上后自动送出，不会重复；可以接着登记下一件。",
  unsent: (n: number) => `待送出 ${n} 件，连上后自动送出，不会重复。`,
  notKept: "本机不能保存，请先不要关闭本页。",
  refused: (n: number) => `${n} 件没有登记上，请打开更正。`,
  sent: (n: number) => `断线时登记的 ${n} 件已送出。`,
  waiting: "待送出",
  done: "断线时登记、已送出",
  reopen: "打开更正",
  first: "先登记完眼前这一件，再打开更正。",
  leave: (n: number) => `还有 ${n} 件登记没有送出，退出后就没有了。`,
  stay: "先不退出",
  leaveAnyway: "仍然退出",
};
