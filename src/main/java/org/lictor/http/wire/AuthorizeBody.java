package org.lictor.http.wire;

/** The body of {@code POST /v1/agent/connect/authorize}. */
public record AuthorizeBody(String target, String clientCertUri) {
  /**
   * Reads it.
   *
   * @throws BadBodyException when it is not JSON of the right shape
   */
  public static AuthorizeBody of(byte[] body) {
    Fields fields = Fields.of(body);
    AuthorizeBody read = new AuthorizeBody(fields.text("Target"), fields.text("ClientCertURI"));
    fields.skip("ClientCertSerial", "Namespace", "Partition");
    fields.end();
    return read;
  }
}
