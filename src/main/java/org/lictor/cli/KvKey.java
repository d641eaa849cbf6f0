package org.lictor.cli;

/** The key argument of {@code kv} commands. */
final class KvKey {
  private KvKey() {}

  /**
   * The one operand without a leading slash, which people type out of habit from paths.
   *
   * @param rootAllowed whether the argument may be missing or empty, meaning all keys
   */
  static String of(Call call, boolean rootAllowed) throws Failure {
    call.expectAtMost(1);
    String key = call.operands().isEmpty() ? "" : call.operands().get(0);
    if (key.startsWith("/")) key = key.substring(1);
    if (key.isEmpty() && !rootAllowed) throw new Failure("Error! Missing KEY argument");
    return key;
  }

  /** The path of a key in the API. */
  static String path(String key) {
    return "/v1/kv/".concat(key);
  }
}
