package org.lictor.http.wire;

/** The body of {@code PUT /v1/agent/check/update/:id}. */
public record TtlBody(String status, String output) {
  /** Reads it; fails as {@link CheckBody#of} does. */
  public static TtlBody of(byte[] body) {
    Fields fields = Fields.of(body);
    TtlBody read = new TtlBody(fields.text("Status"), fields.text("Output"));
    fields.end();
    return read;
  }
}
