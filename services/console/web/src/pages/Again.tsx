import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { signIn, type Officer, type Session } from "../api/session";
import { t } from "../texts";

interface AgainProps {
  who: Officer;
  onEnter: (session: Session) => Promise<void>;
  onOther: () => void;
}

/** The layer over a page whose session is over: what was written stays below it. */
export function Again({ who, onEnter, onOther }: AgainProps): ReactNode {
  const [said, setSaid] = useState("");
  const enter = (): void => {
    signIn(who.account).then(onEnter).catch(() => setSaid(t.signin.away));
  };
  return (
    <div className="layer" role="dialog" aria-modal="true" aria-label={t.signin.title}>
      <div className="layer-box">
        <p>{t.session.over}</p>
        <Button type="primary" autoFocus onClick={enter}>{t.signin.again(who.name)}</Button>
        <Button onClick={onOther}>{t.session.other}</Button>
        <p className="fault" role="alert">{said}</p>
      </div>
    </div>
  );
}
