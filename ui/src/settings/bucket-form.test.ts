import { describe, expect, it } from "vitest";
import { noMediaHost, sampleMediaHost } from "../host/fake/sample-posts";
import {
  type BucketForm,
  formOf,
  problemsOf,
  serviceOf,
  services,
  settingsOf,
  withRegion,
  withService,
} from "./bucket-form";

const empty = formOf(noMediaHost);
const good: BucketForm = {
  endpoint: "https://s3.eu-central-1.amazonaws.com",
  region: "eu-central-1",
  bucket: "postroom-media",
  path_style: false,
  access_key_id: "AKIAEXAMPLEKEYID",
  public_base: "",
};

describe("bucket form", () => {
  it("gives back what is saved", () => {
    const saved = formOf(sampleMediaHost(0));
    expect(settingsOf(saved)).toEqual({
      endpoint: "https://s3.eu-central-1.example.com",
      region: "eu-central-1",
      bucket: "postroom-media",
      path_style: false,
      access_key_id: "AKIAEXAMPLEKEYID",
      public_base: null,
    });
  });

  it("shows an address without the slash the program ends it with", () => {
    const host = {
      ...sampleMediaHost(0),
      endpoint: "https://s3.example.com/",
      public_base: "https://a.example/b/",
    };
    expect(formOf(host)).toMatchObject({
      endpoint: "https://s3.example.com",
      public_base: "https://a.example/b",
    });
  });

  it("saves no space around a value and no empty address", () => {
    expect(settingsOf({ ...good, bucket: " postroom-media ", public_base: "  " })).toMatchObject({
      bucket: "postroom-media",
      public_base: null,
    });
  });
});

describe("known services", () => {
  it.each([
    ["https://s3.eu-central-1.amazonaws.com", "aws"],
    ["s3.eu-central-1.amazonaws.com/", "aws"],
    ["https://0123.R2.cloudflarestorage.com", "r2"],
    ["https://s3.us-west-004.backblazeb2.com", "b2"],
    ["https://minio.example.org:9000", "minio"],
    ["https://amazonaws.com.example.org", "minio"],
    ["", undefined],
  ] as const)("know %s as %s", (endpoint, service) => {
    expect(serviceOf(endpoint)).toBe(service);
  });

  it.each(services)("fill in a shape that is theirs: %s", (service) => {
    const filled = withService(empty, service);
    expect(serviceOf(filled.endpoint)).toBe(service);
    expect(problemsOf(filled).region).toBeUndefined();
    // What the person must replace keeps the form from being saved.
    expect(problemsOf(filled).endpoint).toBe(
      service === "r2" || service === "minio" ? "endpointBlank" : undefined,
    );
  });

  it("keep what was entered of the same service and replace the shape of another", () => {
    const mine = { ...good, endpoint: "https://s3.eu-north-1.amazonaws.com", region: "eu-north-1" };
    expect(withService(mine, "aws")).toEqual(mine);
    expect(withService(mine, "r2")).toMatchObject({ region: "auto", bucket: "postroom-media" });
  });

  it("let the endpoint follow the region only where the service writes it there", () => {
    expect(withRegion(good, "eu-north-1").endpoint).toBe("https://s3.eu-north-1.amazonaws.com");
    const own = { ...good, endpoint: "https://minio.example.org" };
    expect(withRegion(own, "eu-north-1").endpoint).toBe("https://minio.example.org");
    const dual = { ...good, endpoint: "https://s3.dualstack.eu-central-1.amazonaws.com" };
    expect(withRegion(dual, "eu-north-1").endpoint).toBe(dual.endpoint);
  });
});

describe("what can be said about the form", () => {
  it("is nothing when it is in order", () => {
    expect(problemsOf(good)).toEqual({});
    expect(problemsOf({ ...good, public_base: "https://media.example.org/posts/" })).toEqual({});
  });

  it.each([
    ["endpoint", "", "endpointInvalid"],
    ["endpoint", "s3.eu-central-1.amazonaws.com", "endpointInvalid"],
    ["endpoint", "http://minio.example.org", "endpointInvalid"],
    ["endpoint", "https://key:secret@minio.example.org", "endpointInvalid"],
    ["endpoint", "https://minio.example.org/postroom-media", "endpointExtra"],
    ["endpoint", "https://minio.example.org/?x=1", "endpointExtra"],
    ["region", "", "regionInvalid"],
    ["region", "eu central", "regionInvalid"],
    ["bucket", "ab", "bucketInvalid"],
    ["bucket", "Postroom", "bucketInvalid"],
    ["bucket", "../other", "bucketInvalid"],
    ["bucket", "media.example.org", "bucketDots"],
    ["access_key_id", " ", "keyMissing"],
    ["access_key_id", "two words", "keyMissing"],
    ["access_key_id", "wJalrXUtnFEMI/K7MDENG/bPxRfiCY", "keyIsSecret"],
    ["access_key_id", "0123456789abcdef0123456789abcdef01234567", "keyIsSecret"],
    ["public_base", "http://media.example.org", "publicInvalid"],
    ["public_base", "https://media.example.org/?token=1", "publicInvalid"],
    ["public_base", "media.example.org", "publicInvalid"],
  ] as const)("%s %j: %s", (field, value, problem) => {
    expect(problemsOf({ ...good, [field]: value })).toEqual({ [field]: problem });
  });

  it("lets a bucket with dots through in path style", () => {
    expect(problemsOf({ ...good, bucket: "media.example.org", path_style: true })).toEqual({});
  });
});
