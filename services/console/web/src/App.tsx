import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { forgetOwnWrites } from "./api/command";
import { failureOf } from "./api/failure";
import { loadReference, type Reference } from "./api/reference";
import { readSession, signOut, type Session } from "./api/session";
import { Frame } from "./frame/Frame";
import { forgetOrders } from "./api/batches";
import { useLock } from "./frame/useLock";
import { setAhead } from "./logic/dates";
import { forgetWritten } from "./logic/justWritten";
import { startLive, useWords, type Word } from "./live/live";
import { Again } from "./pages/Again";
import { openOutbox } from "./pages/register/outbox";
import { Citizen } from "./pages/Citizen";
import { SignIn } from "./pages/SignIn";
import { StateNotice } from "./parts/StateNotice";
import { go, usePlace } from "./router";
import { homeOf, opensWall } from "./frame/posts";
import { DeskContext, SignedOutContext, type Desk } from "./session";
import { theme } from "./theme";

const Wall = lazy(() => import("./pages/wall/Wall"));

type Stage = { at: "reading" } | { at: "out" } | { at: "in"; desk: Desk } | { at: "away"; text: string };

export function App(): ReactNode {
  return (
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <AntApp component={false}>
        <Doors />
      </AntApp>
    </ConfigProvider>
  );
}

/** The citizen's page needs nobody; everything else needs somebody signed in. */
function Doors(): ReactNode {
  const { path } = usePlace();
  return path === "/q" ? <Citizen /> : <Staff />;
}

function Staff(): ReactNode {
  const [stage, setStage] = useState<Stage>({ at: "reading" });
  const [over, setOver] = useState(false);
  const { path, query } = usePlace();

  const enter = useCallback(async (session: Session, kept?: Reference) => {
    setAhead(session.ahead_seconds * 1000);
    const reference = kept ?? (await loadReference());
    setOver(false);
    setLocked(false);
    setStage({ at: "in", desk: { session, reference } });
  }, []);

  const read = useCallback(() => {
    setStage({ at: "reading" });
    readSession()
      .then((session) => (session === undefined ? setStage({ at: "out" }) : enter(session)))
      .catch((error: unknown) => setStage({ at: "away", text: failureOf(error).text }));
  }, [enter]);
  useEffect(read, [read]);

  const desk = stage.at === "in" ? stage.desk : undefined;
  const who = desk?.session.who;
  useEffect(() => (who === undefined || over ? undefined : startLive(who.account, who.centre)), [who, over]);

  useEffect(() => (who === undefined || over ? undefined : openOutbox(who.account, who.level)), [who, over]);

  const home = who === undefined ? undefined : homeOf(who);
  useEffect(() => {
    if (home !== undefined && (path === "/" || path === "/signin")) {
      go(safeNext(query.get("next")) ?? home, true);
    }
  }, [home, path, query]);
  useEffect(() => {
    if (stage.at === "out" && path !== "/signin") {
      const next = path === "/" ? "" : `?next=${encodeURIComponent(location.pathname + location.search)}`;
      go(`/signin${next}`, true);
    }
  }, [stage.at, path]);

  const signedOut = useCallback(() => setOver(true), []);
  useWords(useCallback((word: Word) => {
    if (word.kind === "signed_out") {
      signedOut();
    }
  }, [signedOut]));
  const [locked, setLocked] = useState(false);
  const lock = useCallback(() => {
    setLocked(true);
    setOver(true);
    // The session ends with the lock: nobody goes on with it from elsewhere.
    void signOut().catch(() => undefined);
  }, []);
  useLock(desk !== undefined && !over, lock);
  const left = useCallback(() => {
    forgetOwnWrites();
    forgetOrders();
    forgetWritten();
    setStage({ at: "out" });
  }, []);

  switch (stage.at) {
    case "reading":
      return null;
    case "away":
      return <StateNotice text={stage.text} onRetry={read} />;
    case "out":
      return <SignIn onEnter={enter} />;
    case "in":
      return (
        <DeskContext.Provider value={stage.desk}>
          <SignedOutContext.Provider value={signedOut}>
            <div className={over ? "blurred" : undefined} aria-hidden={over || undefined}>
              {path === "/wall" && opensWall(stage.desk.session.who) ? <Suspense fallback={null}><Wall /></Suspense> : <Frame onLeft={left} />}
            </div>
            {over && <Again locked={locked} who={stage.desk.session.who} onEnter={(session) => enter(session, stage.desk.reference)} onOther={left} />}
          </SignedOutContext.Provider>
        </DeskContext.Provider>
      );
  }
}

/** A path of this console, never another site. */
function safeNext(next: string | null): string | undefined {
  return next !== null && /^\/[\w-]/.test(next) && !next.startsWith("/signin") ? next : undefined;
}
