import { Button } from "antd";
import type { ReactNode } from "react";
import { signOut } from "../api/session";
import { homeOf, postText } from "../frame/posts";
import { go } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { f } from "../textsOfFrame";

/** A page that the officer's post has not, and what to do about it. */
export function NotPermitted({ page, onLeft }: { page: string; onLeft: () => void }): ReactNode {
  const { session, reference } = useDesk();
  const city = [...reference.centres.values()].find((centre) => centre.level === "city");
  const leave = (): void => {
    void signOut().catch(() => undefined).then(onLeft);
  };
  return (
    <div className="notice" role="status">
      <div>
        <p>{t.failure.notPermitted(postText(session.who), page)}</p>
        <p className="mut">{f.askFor(city?.name ?? reference.city)}</p>
        <p className="notice-acts">
          <Button onClick={() => go(homeOf(session.who))}>{t.failure.home}</Button>
          <Button onClick={leave}>{f.otherPost}</Button>
        </p>
      </div>
    </div>
  );
}
