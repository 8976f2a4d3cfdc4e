import {
  ApartmentOutlined, BarChartOutlined, BellOutlined, CalendarOutlined, DesktopOutlined, FileTextOutlined, FlagOutlined, FormOutlined, HeartOutlined, HourglassOutlined, InboxOutlined, PartitionOutlined, PrinterOutlined, RadarChartOutlined, TableOutlined, TeamOutlined, UnorderedListOutlined, UserSwitchOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Filters } from "../logic/filters";
import { countText, useCounts } from "../parts/useCounts";
import { Link, usePlace } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { railOf, type Entry } from "./posts";

const ICONS: Record<Entry["icon"], ReactNode> = {
  register: <FormOutlined />,
  todo: <UnorderedListOutlined />,
  cases: <FileTextOutlined />,
  incoming: <InboxOutlined />,
  command: <RadarChartOutlined />,
  requests: <ApartmentOutlined />,
  documents: <PrinterOutlined />,
  slips: <BellOutlined />,
  led: <FlagOutlined />,
  leaders: <UserSwitchOutlined />,
  consultations: <TeamOutlined />,
  packs: <BarChartOutlined />,
  wall: <DesktopOutlined />,
  rules: <TableOutlined />,
  organisation: <PartitionOutlined />,
  calendar: <CalendarOutlined />,
  terms: <HourglassOutlined />,
  ops: <HeartOutlined />,
};

const NONE: Filters = { subtree: false, state: [], mine: false, asked: false };

/** What a centre has to act on now, by entry: a count that reaches zero when it is done. */
const DUTIES: [string, Filters][] = [
  ["/todo", { ...NONE, due: "overdue" }],
  ["/todo", { ...NONE, due: "today" }],
  ["/incoming", { ...NONE, asked: true }],
];

export function Rail(): ReactNode {
  const { path } = usePlace();
  const { session } = useDesk();
  const entries = railOf(session.who);
  const duties = DUTIES.filter(([path]) => entries.some((entry) => entry.path === path));
  const counts = useCounts(duties.map(([, filters]) => filters));
  const countAt = (path: string): number => duties.reduce((sum, duty, index) => sum + (duty[0] === path ? (counts[index] ?? 0) : 0), 0);
  return (
    <nav className="rail" aria-label={t.rail.label}>
      <div className="rail-mark" aria-hidden="true">{t.product}</div>
      {entries.map((entry) => {
        const here = path === entry.path || path.startsWith(`${entry.path}/`);
        const n = countAt(entry.path);
        return (
          <Link key={entry.path} to={entry.path} className={here ? "on" : ""} {...(here ? { "aria-current": "page" as const } : {})}>
            <span className="rail-icon">{ICONS[entry.icon]}</span>
            {entry.text}
            {n > 0 && <span className="rail-count" title={t.rail.duties(entry.path, n)}>{countText(n)}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
