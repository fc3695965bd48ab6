/** The form of the bucket before the program sees it: shapes of known services and what can be said about a value. */
import type { MediaHostView, SaveMediaHostForm } from "../host/bindings";

export type BucketForm = Omit<SaveMediaHostForm, "public_base"> & { public_base: string };

/** The saved settings as the form shows them. */
export function formOf(host: MediaHostView): BucketForm {
  return {
    endpoint: bare(host.endpoint),
    region: host.region ?? "",
    bucket: host.bucket ?? "",
    path_style: host.path_style,
    access_key_id: host.access_key_id ?? "",
    public_base: bare(host.public_base),
  };
}

/** The program writes the slash that ends every address; nobody types it. */
function bare(address: string | null): string {
  return address?.replace(/\/$/, "") ?? "";
}

/** What is saved: no space around a value, no address instead of an empty one. */
export function settingsOf(form: BucketForm): SaveMediaHostForm {
  return {
    endpoint: form.endpoint.trim(),
    region: form.region.trim(),
    bucket: form.bucket.trim(),
    path_style: form.path_style,
    access_key_id: form.access_key_id.trim(),
    public_base: form.public_base.trim() || null,
  };
}

export const services = ["aws", "r2", "b2", "minio"] as const;
export type Service = (typeof services)[number];

type Shape = { endpoint: (region: string) => string; region: string; path_style: boolean; host: RegExp };

/** Words in angle brackets are for the person to replace. */
const shapes: Record<Service, Shape> = {
  aws: {
    endpoint: (region) => `https://s3.${region}.amazonaws.com`,
    region: "eu-central-1",
    path_style: false,
    host: /\.amazonaws\.com(\.cn)?$/,
  },
  r2: {
    endpoint: () => "https://<account-id>.r2.cloudflarestorage.com",
    region: "auto",
    path_style: true,
    host: /\.r2\.cloudflarestorage\.com$/,
  },
  b2: {
    endpoint: (region) => `https://s3.${region}.backblazeb2.com`,
    region: "eu-central-003",
    path_style: false,
    host: /\.backblazeb2\.com$/,
  },
  // A server of one's own has no name to know it by: whatever is none of the others.
  minio: { endpoint: () => "https://<your-server>", region: "us-east-1", path_style: true, host: /./ },
};

/** The service an endpoint belongs to; none while it is empty. */
export function serviceOf(endpoint: string): Service | undefined {
  const host = /^\s*(?:https?:\/\/)?([^/:?#]*)/i.exec(endpoint)?.[1]?.toLowerCase() ?? "";
  return services.find((service) => shapes[service].host.test(host));
}

/** Fills in the shape of a service. What the person entered of that service already is kept. */
export function withService(form: BucketForm, service: Service): BucketForm {
  if (serviceOf(form.endpoint) === service) return form;
  const { endpoint, region, path_style } = shapes[service];
  return { ...form, endpoint: endpoint(region), region, path_style };
}

/** Changes the region, and the endpoint with it where the service writes it there. */
export function withRegion(form: BucketForm, region: string): BucketForm {
  const service = serviceOf(form.endpoint);
  const follows = service !== undefined && form.endpoint === shapes[service].endpoint(form.region);
  return { ...form, region, ...(follows && { endpoint: shapes[service].endpoint(region) }) };
}

export type FormProblem =
  | "endpointBlank"
  | "endpointInvalid"
  | "endpointExtra"
  | "regionInvalid"
  | "bucketInvalid"
  | "bucketDots"
  | "keyMissing"
  | "keyIsSecret"
  | "publicInvalid";

/** No access key ID is as long as this, or holds these signs; secrets are and do. */
const LIKE_A_SECRET = /[/+=]|.{40}/;

/** What is wrong, by field; empty when the form can be saved. */
export function problemsOf(form: BucketForm): Partial<Record<keyof BucketForm, FormProblem>> {
  const { endpoint, region, bucket, access_key_id, public_base } = settingsOf(form);
  const found: Partial<Record<keyof BucketForm, FormProblem>> = {};
  const server = webAddress(endpoint);
  if (/[<>]/.test(endpoint)) found.endpoint = "endpointBlank";
  else if (!server) found.endpoint = "endpointInvalid";
  else if (server.pathname !== "/" || server.search || server.hash) found.endpoint = "endpointExtra";
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(region)) found.region = "regionInvalid";
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) found.bucket = "bucketInvalid";
  // A dot makes a name of two levels, for which no certificate of the service is good.
  else if (bucket.includes(".") && !form.path_style) found.bucket = "bucketDots";
  if (!/^\S+$/.test(access_key_id)) found.access_key_id = "keyMissing";
  else if (LIKE_A_SECRET.test(access_key_id)) found.access_key_id = "keyIsSecret";
  if (public_base !== null) {
    const base = webAddress(public_base);
    if (!base || base.search || base.hash) found.public_base = "publicInvalid";
  }
  return found;
}

/** An https address without a login in it. */
function webAddress(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url : undefined;
}
