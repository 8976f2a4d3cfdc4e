import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { CasePage } from "../pages/case/CasePage";
import { Cases } from "../pages/Cases";
import { Command } from "../pages/command/Command";
import { AgreementPage } from "../pages/agreement/AgreementPage";
import { BatchPage } from "../pages/batch/BatchPage";
import { Consultations } from "../pages/consultations/Consultations";
import { Documents } from "../pages/documents/Documents";
import { Incoming } from "../pages/incoming/Incoming";
import { Leaders } from "../pages/leaders/Leaders";
import { Led } from "../pages/led/Led";
import { NotPermitted } from "../pages/NotPermitted";
import { PrintPage } from "../pages/papers/PrintPage";
import { Register } from "../pages/register/Register";
import { Slips } from "../pages/slips/Slips";
import { Todo } from "../pages/Todo";
import { StateNotice } from "../parts/StateNotice";
import { go, usePlace } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { d } from "../textsOfDaily";
import { f } from "../textsOfFrame";
import { k } from "../textsOfPacks";
import { Bar } from "./Bar";
import { KeyList } from "./KeyList";
import { isTyping, letterOf } from "./keys";
import { Rail } from "./Rail";
import { homeOf, railOf } from "./posts";
import { PrintFoot } from "./PrintFoot";
import { Strips } from "./Strips";

// What few posts open is read when it is opened.
const Rules = lazy(() => import("../pages/rules/Rules").then(({ Rules }) => ({ default: Rules })));
const Organisation = lazy(() => import("../pages/admin/Organisation").then(({ Organisation }) => ({ default: Organisation })));
const CalendarPage = lazy(() => import("../pages/admin/CalendarPage").then(({ CalendarPage }) => ({ default: CalendarPage })));
const TermsPage = lazy(() => import("../pages/admin/TermsPage").then(({ TermsPage }) => ({ default: TermsPage })));
const Packs = lazy(() => import("../pages/packs/Packs").then(({ Packs }) => ({ default: Packs })));
const Ops = lazy(() => import("../pages/ops/Ops").then(({ Ops }) => ({ default: Ops })));

/** What stays around every page: the rail, the bar, and the strips that say what is wrong. */
export function Frame({ onLeft }: { onLeft: () => void }): ReactNode {
  const [keysShown, showKeys] = useState(false);
  const [searching, search] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.isComposing) {
        return;
      }
      const letter = letterOf(event);
      if (event.altKey && letter === "n") {
        event.preventDefault();
        go("/register");
      } else if (event.ctrlKey && letter === "k") {
        event.preventDefault();
        search(true);
      } else if (!isTyping(event) && !event.ctrlKey && !event.altKey) {
        if (event.key === "/" || event.key === "／") {
          event.preventDefault();
          search(true);
        } else if (event.key === "?" || event.key === "？") {
          showKeys(true);
        }
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <div className="app">
      <Rail />
      <Bar onLeft={onLeft} onKeys={() => showKeys(true)} searching={searching} onSearch={search} />
      <div className="below">
        <Strips />
        <Suspense fallback={<main className="main" />}><Page onLeft={onLeft} /></Suspense>
      </div>
      <PrintFoot />
      {keysShown && <KeyList onClose={() => showKeys(false)} />}
    </div>
  );
}

function Page({ onLeft }: { onLeft: () => void }): ReactNode {
  const { path } = usePlace();
  const { session } = useDesk();
  const { who } = session;
  const [, first = "", second = "", third = "", fourth = ""] = path.split("/");
  const rail = railOf(who);
  const permitted = rail.some((entry) => entry.path === `/${first}`);
  switch (first) {
    case "register":
      return permitted ? <Register /> : <NotPermitted page={t.rail.register} onLeft={onLeft} />;
    case "todo":
      return <Todo />;
    case "cases":
      if (third === "print") {
        return <PrintPage key={second} number={decodeURIComponent(second)} doc={fourth} />;
      }
      if (third === "agreement") {
        return <AgreementPage key={second} number={decodeURIComponent(second)} />;
      }
      return second === "" ? <Cases /> : <CasePage key={second} number={decodeURIComponent(second)} />;
    case "incoming":
      return permitted ? <Incoming /> : <NotPermitted page={t.rail.incoming} onLeft={onLeft} />;
    case "command":
      return permitted ? <Command area={second} /> : <NotPermitted page={t.rail.command} onLeft={onLeft} />;
    case "requests":
      return permitted ? <Incoming key="requests" from="township" /> : <NotPermitted page={d.requests.title} onLeft={onLeft} />;
    case "documents":
      return permitted ? <Documents /> : <NotPermitted page={d.documents.title} onLeft={onLeft} />;
    case "slips":
      return permitted ? <Slips /> : <NotPermitted page={d.slips.title} onLeft={onLeft} />;
    case "led":
      return permitted ? <Led /> : <NotPermitted page={d.led.title} onLeft={onLeft} />;
    case "leaders":
      return permitted ? <Leaders /> : <NotPermitted page={d.leaders.title} onLeft={onLeft} />;
    case "consultations":
      return permitted ? <Consultations /> : <NotPermitted page={d.consultations.title} onLeft={onLeft} />;
    case "admin":
      return rail.some((entry) => entry.path === path) ? <Admin part={second} /> : <NotPermitted page={f.admin} onLeft={onLeft} />;
    case "ops":
      return permitted ? <Ops /> : <NotPermitted page={f.rail.ops} onLeft={onLeft} />;
    case "packs":
      return permitted ? <Packs period={second} /> : <NotPermitted page={k.title} onLeft={onLeft} />;
    case "rules":
      return <Rules />;
    case "batches":
      return <BatchPage key={second} id={second} />;
    case "wall":
      return <NotPermitted page={t.rail.wall} onLeft={onLeft} />;
    case "":
    case "signin":
      return null;
    default:
      return <StateNotice text={t.failure.page} action={{ text: t.failure.home, go: () => go(homeOf(who)) }} />;
  }
}

function Admin({ part }: { part: string }): ReactNode {
  switch (part) {
    case "calendar":
      return <CalendarPage />;
    case "terms":
      return <TermsPage />;
    default:
      return <Organisation />;
  }
}
