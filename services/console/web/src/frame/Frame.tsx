import { useEffect, useState, type ReactNode } from "react";
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
import { PrintPage } from "../pages/papers/PrintPage";
import { Register } from "../pages/register/Register";
import { Slips } from "../pages/slips/Slips";
import { Todo } from "../pages/Todo";
import { StateNotice } from "../parts/StateNotice";
import { go, usePlace } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { d } from "../textsOfDaily";
import { Bar } from "./Bar";
import { KeyList } from "./KeyList";
import { isTyping, letterOf } from "./keys";
import { Rail } from "./Rail";
import { homeOf, postText, railOf } from "./posts";
import { PrintFoot } from "./PrintFoot";
import { Strips } from "./Strips";

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
        <Page />
      </div>
      <PrintFoot />
      {keysShown && <KeyList onClose={() => showKeys(false)} />}
    </div>
  );
}

function Page(): ReactNode {
  const { path } = usePlace();
  const { session } = useDesk();
  const { who } = session;
  const [, first = "", second = "", third = "", fourth = ""] = path.split("/");
  const rail = railOf(who);
  const permitted = rail.some((entry) => entry.path === `/${first}`);
  const refused = (text: string): ReactNode => (
    <StateNotice text={text} action={{ text: t.failure.home, go: () => go(homeOf(who)) }} />
  );
  switch (first) {
    case "register":
      return permitted ? <Register /> : refused(t.failure.notPermitted(postText(who), t.rail.register));
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
      return permitted ? <Incoming /> : refused(t.failure.notPermitted(postText(who), t.rail.incoming));
    case "command":
      return permitted ? <Command area={second} /> : refused(t.failure.notPermitted(postText(who), t.rail.command));
    case "requests":
      return permitted ? <Incoming key="requests" from="township" /> : refused(t.failure.notPermitted(postText(who), d.requests.title));
    case "documents":
      return permitted ? <Documents /> : refused(t.failure.notPermitted(postText(who), d.documents.title));
    case "slips":
      return permitted ? <Slips /> : refused(t.failure.notPermitted(postText(who), d.slips.title));
    case "led":
      return permitted ? <Led /> : refused(t.failure.notPermitted(postText(who), d.led.title));
    case "leaders":
      return permitted ? <Leaders /> : refused(t.failure.notPermitted(postText(who), d.leaders.title));
    case "consultations":
      return permitted ? <Consultations /> : refused(t.failure.notPermitted(postText(who), d.consultations.title));
    case "batches":
      return <BatchPage key={second} id={second} />;
    case "wall":
      return refused(t.failure.notPermitted(postText(who), t.rail.wall));
    case "":
    case "signin":
      return null;
    default:
      return refused(t.failure.page);
  }
}
