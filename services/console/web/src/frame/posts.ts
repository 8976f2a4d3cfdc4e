import type { Officer } from "../api/session";
import { t } from "../texts";

export interface Entry {
  path: string;
  text: string;
  icon: "register" | "todo" | "cases" | "incoming" | "command";
}

const ENTRIES = {
  register: { path: "/register", text: t.rail.register, icon: "register" },
  todo: { path: "/todo", text: t.rail.todo, icon: "todo" },
  cases: { path: "/cases", text: t.rail.cases, icon: "cases" },
  incoming: { path: "/incoming", text: t.rail.incoming, icon: "incoming" },
  command: { path: "/command", text: t.rail.command, icon: "command" },
} as const satisfies Record<string, Entry>;

const WINDOW = ["clerk", "grid_officer", "station_mediator", "station_head", "proxy"];
const OVERVIEW = ["command_officer", "joint_office"];

/** What an officer's posts lead to, the first of which is their home. */
export function railOf(who: Officer): Entry[] {
  const has = (roles: string[]): boolean => roles.some((role) => who.roles.includes(role));
  const registers = has([...WINDOW, "dispatcher"]);
  const decides = has(["dispatcher", "director", "joint_office"]);
  if (who.level === "city" || has(OVERVIEW)) {
    return [ENTRIES.command, ...(decides ? [ENTRIES.incoming, ENTRIES.todo] : []), ENTRIES.cases, ...(registers ? [ENTRIES.register] : [])];
  }
  if (who.level === "county" && decides) {
    return [ENTRIES.incoming, ENTRIES.todo, ...(registers ? [ENTRIES.register] : []), ENTRIES.cases];
  }
  if (decides) {
    return [ENTRIES.todo, ...(registers ? [ENTRIES.register] : []), ENTRIES.incoming, ENTRIES.cases];
  }
  if (has(["station_mediator"]) || !registers) {
    return [ENTRIES.todo, ...(registers ? [ENTRIES.register] : []), ...(has(["station_head"]) ? [ENTRIES.incoming] : []), ENTRIES.cases];
  }
  return [ENTRIES.register, ENTRIES.todo, ENTRIES.cases];
}

export function homeOf(who: Officer): string {
  return railOf(who)[0]?.path ?? "/cases";
}

/** 头闸镇矛调中心 · 分派员. */
export function postText(who: Officer): string {
  return who.role_names.join(t.and);
}
