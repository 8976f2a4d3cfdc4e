import {
  ApartmentOutlined, BellOutlined, FileTextOutlined, FlagOutlined, FormOutlined, InboxOutlined, PrinterOutlined, RadarChartOutlined, TeamOutlined, UnorderedListOutlined, UserSwitchOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
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
};

export function Rail(): ReactNode {
  const { path } = usePlace();
  const { session } = useDesk();
  return (
    <nav className="rail" aria-label={t.rail.label}>
      <div className="rail-mark" aria-hidden="true">{t.product}</div>
      {railOf(session.who).map((entry) => {
        const here = path === entry.path || path.startsWith(`${entry.path}/`);
        return (
          <Link key={entry.path} to={entry.path} className={here ? "on" : ""} {...(here ? { "aria-current": "page" as const } : {})}>
            <span className="rail-icon">{ICONS[entry.icon]}</span>
            {entry.text}
          </Link>
        );
      })}
    </nav>
  );
}
