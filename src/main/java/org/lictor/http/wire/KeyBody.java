package org.lictor.http.wire;

/** The body of a change of {@code /v1/operator/keyring}: one key, in base 64. */
public record KeyBody(String key) {
  /**
   * Reads it.
   *
   * @throws BadBodyException when it is not JSON of the right shape
   */
  public static KeyBody of(byte[] body) {
    Fields fields = Fields.of(body);
    KeyBody read = new KeyBody(fields.text("Key"));
    fields.end();
    return read;
  }
}
