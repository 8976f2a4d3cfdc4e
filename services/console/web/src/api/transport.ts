import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { CityService } from "../gen/fengqiao/v1/city_pb";
import { CountyService } from "../gen/fengqiao/v1/county_pb";
import { QueryService } from "../gen/fengqiao/v1/query_pb";
import { TownshipService } from "../gen/fengqiao/v1/township_pb";
import { idleHeader } from "./activity";
import type { Level } from "./session";

/** How long a call may take, in milliseconds. */
export const CALL_MS_MAX = 20_000;

/** A call that the page makes by itself does not keep the session. */
const idle: Interceptor = (next) => (request) => {
  Object.entries(idleHeader()).forEach(([name, value]) => request.header.set(name, value));
  return next(request);
};

export const transport = createGrpcWebTransport({
  baseUrl: "/",
  useBinaryFormat: true,
  defaultTimeoutMs: CALL_MS_MAX,
  interceptors: [idle],
  fetch: (input, init) => fetch(input, { ...init, credentials: "same-origin" }),
});

export const queries = createClient(QueryService, transport);

/** The service that takes the commands of officers of this level. */
export function serviceOf(level: Level): typeof TownshipService | typeof CountyService | typeof CityService {
  return level === "city" ? CityService : level === "county" ? CountyService : TownshipService;
}
