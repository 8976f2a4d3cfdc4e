import { App as AntApp, Dropdown } from "antd";
import type { ReactNode } from "react";
import { forgetKept } from "../api/box";
import { signOut } from "../api/session";
import { useLive } from "../live/live";
import { clockTime } from "../logic/dates";
import { unsentNow } from "../pages/register/outbox";
import { useDesk } from "../session";
import { t } from "../texts";
import { u } from "../textsOfOutbox";
import { Find } from "./Find";
import { postText } from "./posts";
import { useMinute } from "./useMinute";

interface BarProps {
  onLeft: () => void;
  onKeys: () => void;
  searching: boolean;
  onSearch: (on: boolean) => void;
}

export function Bar({ onLeft, onKeys, searching, onSearch }: BarProps): ReactNode {
  const { session, reference } = useDesk();
  const { who } = session;
  const county = [...reference.placePath(who.centre, reference.places.values().next().value?.code ?? "")][0] ?? "";
  const unit = who.unit_name ?? who.centre_name;
  const { modal } = AntApp.useApp();
  const leave = (): void => {
    // Whatever the answer is, nothing of the session stays on this screen.
    void Promise.all([signOut().catch(() => undefined), forgetKept(who.account)]).then(onLeft);
  };
  const askToLeave = (): void => {
    const unsent = unsentNow();
    if (unsent === 0) {
      leave();
    } else {
      void modal.confirm({ title: u.leave(unsent), okText: u.stay, cancelText: u.leaveAnyway, onCancel: leave });
    }
  };
  const items = [
    { key: "who", label: `${who.account} · ${postText(who)}`, disabled: true },
    { key: "keys", label: `${t.bar.keys} ?`, onClick: onKeys },
    { key: "out", label: t.bar.signOut, onClick: askToLeave },
  ];
  return (
    <header className="bar">
      <span className="bar-unit">{county !== "" && !unit.startsWith(county) ? `${county} ${unit}` : unit}</span>
      <span className="mut">{postText(who)}</span>
      <Find open={searching} onOpen={onSearch} />
      <LiveMark />
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <button type="button" className="plain bar-who" title={t.bar.account}>
          {who.name} ▾
        </button>
      </Dropdown>
    </header>
  );
}

function LiveMark(): ReactNode {
  const live = useLive();
  useMinute();
  const text = { live: t.bar.live, stale: t.bar.stale, connecting: t.bar.connecting }[live.state];
  return (
    <span className={`live live-${live.state}`} role="status" aria-live="off">
      {text} {live.state !== "connecting" && clockTime(new Date(live.at))}
    </span>
  );
}
