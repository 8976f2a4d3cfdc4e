import type { Officer } from "../api/session";
import { t } from "../texts";
import { d } from "../textsOfDaily";
import { f } from "../textsOfFrame";
import { k } from "../textsOfPacks";

export interface Entry {
  path: string;
  text: string;
  icon: "register" | "todo" | "cases" | "incoming" | "command" | "wall" | "requests" | "documents" | "slips" | "led" | "leaders" | "consultations" | "packs" | "rules" | "organisation" | "calendar" | "terms" | "ops";
}

const ENTRIES = {
  register: { path: "/register", text: t.rail.register, icon: "register" },
  todo: { path: "/todo", text: t.rail.todo, icon: "todo" },
  cases: { path: "/cases", text: t.rail.cases, icon: "cases" },
  incoming: { path: "/incoming", text: t.rail.incoming, icon: "incoming" },
  command: { path: "/command", text: t.rail.command, icon: "command" },
  requests: { path: "/requests", text: d.rail.requests, icon: "requests" },
  documents: { path: "/documents", text: d.rail.documents, icon: "documents" },
  slips: { path: "/slips", text: d.rail.slips, icon: "slips" },
  led: { path: "/led", text: d.rail.led, icon: "led" },
  leaders: { path: "/leaders", text: d.rail.leaders, icon: "leaders" },
  consultations: { path: "/consultations", text: d.rail.consultations, icon: "consultations" },
  packs: { path: "/packs", text: k.title, icon: "packs" },
  rules: { path: "/rules", text: f.rail.rules, icon: "rules" },
  organisation: { path: "/admin/organisation", text: f.rail.organisation, icon: "organisation" },
  calendar: { path: "/admin/calendar", text: f.rail.calendar, icon: "calendar" },
  terms: { path: "/admin/terms", text: f.rail.thresholds, icon: "terms" },
  ops: { path: "/ops", text: f.rail.ops, icon: "ops" },
  wall: { path: "/wall", text: t.rail.wall, icon: "wall" },
} as const satisfies Record<string, Entry>;

const WINDOW = ["clerk", "grid_officer", "station_mediator", "station_head", "proxy"];
const RULES = ["rule_editor", "rule_approver"];
const ADMINISTRATORS = ["system_administrator", "security_administrator", "auditor"];
const OVERVIEW = ["command_officer", "joint_office"];

/** What an officer's posts lead to. */
export function railOf(who: Officer): Entry[] {
  const has = (roles: string[]): boolean => roles.some((role) => who.roles.includes(role));
  const registers = has([...WINDOW, "dispatcher"]) ? [ENTRIES.register] : [];
  const decides = has(["dispatcher", "director", "joint_office"]);
  const overview = has(OVERVIEW) ? [ENTRIES.command, ENTRIES.wall] : [];
  if (has(ADMINISTRATORS)) {
    return [ENTRIES.ops, ENTRIES.organisation, ENTRIES.calendar, ENTRIES.terms, ENTRIES.rules];
  }
  if (has(RULES)) {
    return [ENTRIES.rules, ENTRIES.command, ENTRIES.cases];
  }
  if (who.level === "city") {
    return [ENTRIES.command, ENTRIES.slips, ...(decides ? [ENTRIES.incoming, ENTRIES.consultations, ENTRIES.leaders, ENTRIES.todo] : []), ENTRIES.cases, ...registers, ENTRIES.packs, ENTRIES.wall];
  }
  if (leads(who)) {
    return [ENTRIES.incoming, ENTRIES.led, ENTRIES.consultations, ENTRIES.leaders, ENTRIES.slips, ...registers, ENTRIES.cases, ENTRIES.packs, ...overview];
  }
  if (overview.length > 0) {
    return [ENTRIES.command, ENTRIES.slips, ENTRIES.cases, ...(who.level === "county" ? [ENTRIES.packs] : []), ENTRIES.wall];
  }
  if (who.level === "county" && decides) {
    return [ENTRIES.incoming, ENTRIES.todo, ENTRIES.consultations, ENTRIES.slips, ...registers, ENTRIES.cases];
  }
  if (decides) {
    return [ENTRIES.todo, ...registers, ENTRIES.requests, ENTRIES.documents, ENTRIES.slips, ENTRIES.cases];
  }
  if (has(["station_mediator"]) || registers.length === 0) {
    return [ENTRIES.todo, ...registers, ...(has(["station_head"]) ? [ENTRIES.requests] : []), ENTRIES.cases];
  }
  return [ENTRIES.register, ENTRIES.todo, ...(who.level === "village" ? [] : [ENTRIES.documents]), ENTRIES.cases];
}

/** Whether somebody keeps the cases moving that a county leads. */
function leads(who: Officer): boolean {
  return who.level === "county" && ["director", "joint_office"].some((role) => who.roles.includes(role));
}

export function homeOf(who: Officer): string {
  return leads(who) ? ENTRIES.led.path : (railOf(who)[0]?.path ?? "/cases");
}

export function opensWall(who: Officer): boolean {
  return railOf(who).some((entry) => entry.path === ENTRIES.wall.path);
}

/** 头闸镇矛调中心 · 分派员. */
export function postText(who: Officer): string {
  return who.role_names.join(t.and);
}
