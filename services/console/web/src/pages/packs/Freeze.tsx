import { Button, Input } from "antd";
import { useState, type ReactNode } from "react";
import { NO_CASE, useGive } from "../../api/useGive";
import { useFormKeys } from "../../frame/useFormKeys";
import type { GetPackResponse } from "../../gen/fengqiao/v1/packs_pb";
import { readPeriod } from "../../logic/packs";
import { zh } from "../../logic/punctuation";
import { REASON_MAX, REASON_MIN } from "../../logic/ruleDraft";
import { Refusal } from "../../parts/Refusal";
import { mayGive, useDesk } from "../../session";
import { k } from "../../textsOfPacks";
import { failureText } from "./Checks";
import { periodText } from "./words";

/** 冻结: what was frozen says so; what is not is frozen in two steps, with words where a check fails. */
export function Freeze({ pack, onDone }: { pack: GetPackResponse; onDone: () => void }): ReactNode {
  const { session, reference } = useDesk();
  const [asking, ask] = useState(false);
  const [words, setWords] = useState("");
  const { sending, failure, forget, send } = useGive();
  const failed = pack.checks.filter((check) => !check.holds);
  const { frozen } = pack;
  const short = failed.length > 0 && (words.trim().length < REASON_MIN || words.trim().length > REASON_MAX);
  const leave = (): void => {
    ask(false);
    forget();
  };
  const freeze = (): void => {
    if (!asking || short || sending !== "") {
      return;
    }
    const form = {
      period: pack.period, cutOff: pack.cutOff, checks: pack.checks, explanation: failed.length === 0 ? "" : words.trim(),
      figures: pack.lines.map((line) => ({ group: line.group, id: line.id, value: line.values[0] })),
    };
    void send("freeze_pack", NO_CASE, form).then((outcome) => {
      if (outcome !== undefined) {
        ask(false);
        onDone();
      }
    });
  };
  useFormKeys(freeze, leave);
  if (frozen !== undefined) {
    return (
      <p className="packs-say" role="status">
        {k.frozen(frozen.frozenOn, String(frozen.position?.sequence ?? ""))} {k.by(reference.officerName(frozen.frozenBy))} {frozen.explanation !== "" && k.explained(zh(frozen.explanation))}
        {frozen.differing.length > 0 && <span className="near-text"> {k.differing(frozen.differing.length)}</span>}
      </p>
    );
  }
  if (!mayGive(session, "freeze_pack")) {
    return null;
  }
  const hindered = !pack.complete ? k.notOver : pack.channel !== "" || pack.centre !== session.who.centre ? k.notWhole : undefined;
  if (!asking || hindered !== undefined) {
    return (
      <span className="packs-say">
        <Button disabled={hindered !== undefined} onClick={() => ask(true)}>{k.freeze}</Button> {hindered !== undefined && <span className="mut">{hindered}</span>}
      </span>
    );
  }
  const period = readPeriod(pack.period);
  return (
    <section className="packs-say" aria-label={k.freezing}>
      <span>{k.confirm(period === undefined ? pack.period : periodText(period))}</span>
      {failed.map((check) => <span key={`${check.id}/${check.centre}/${check.leftName}`} className="over-text">{failureText(check)}</span>)}
      {failed.length > 0 && <Input.TextArea aria-label={k.why} placeholder={k.whyHint} value={words} maxLength={REASON_MAX} autoSize={{ minRows: 1, maxRows: 3 }} onChange={(event) => setWords(event.target.value)} />}
      <Button type="primary" autoFocus={failed.length === 0} loading={sending !== ""} disabled={short} title={short ? k.tooShort : undefined} onClick={freeze}>{k.sure}</Button>
      <Button onClick={leave}>{k.leave}</Button>
      <Refusal failure={failure} />
    </section>
  );
}
