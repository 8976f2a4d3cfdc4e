import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { signIn, type Officer, type Session } from "../api/session";
import { LOCK_MINUTES } from "../frame/useLock";
import { t } from "../texts";
import { f } from "../textsOfFrame";

interface AgainProps {
  /** Whether the page locked itself, or the session ended. */
  locked: boolean;
  who: Officer;
  onEnter: (session: Session) => Promise<void>;
  onOther: () => void;
}

/** The layer over a page whose session is over: what was written stays below it. */
export function Again({ locked, who, onEnter, onOther }: AgainProps): ReactNode {
  const [said, setSaid] = useState("");
  const enter = (): void => {
    signIn(who.account).then(onEnter).catch(() => setSaid(t.signin.away));
  };
  return (
    <div className="layer" role="dialog" aria-modal="true" aria-label={t.signin.title}>
      <div className="layer-box">
        <p>{locked ? f.locked(LOCK_MINUTES) : t.session.over}</p>
        <Button type="primary" autoFocus onClick={enter}>{t.signin.again(who.name)}</Button>
        <Button onClick={onOther}>{t.session.other}</Button>
        <p className="fault" role="alert">{said}</p>
      </div>
    </div>
  );
}
