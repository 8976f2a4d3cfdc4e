import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { ClockStateSchema, type ClockState } from "../src/gen/fengqiao/v1/common_pb";
import { CaseViewSchema, type CaseView } from "../src/gen/fengqiao/v1/query_pb";

export function clock(fields: MessageInitShape<typeof ClockStateSchema>): ClockState {
  return create(ClockStateSchema, { text: "镇级化解", state: "running", ...fields });
}

export function caseView(fields: MessageInitShape<typeof CaseViewSchema>): CaseView {
  return create(CaseViewSchema, fields);
}
