package org.lictor.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Reply;

/**
 * One entry of {@code /v1/kv}.
 *
 * @param encoded the value in base 64; empty for no value
 */
record KvPair(Map<String, Object> json, String encoded) {
  /**
   * The entries of an answer; none for 404, which is how the API says that there is no such key.
   */
  static List<KvPair> of(Reply reply) throws AgentException {
    if (reply.status() == 404) return List.of();
    List<KvPair> pairs = new ArrayList<>();
    for (Map<String, Object> json : reply.ok().objects())
      pairs.add(new KvPair(json, Json.text(json, "Value")));
    return pairs;
  }

  String key() {
    return Json.text(json, "Key");
  }

  /** The bytes to show: the value itself, or its base 64 form. */
  byte[] shown(boolean base64) {
    return base64
        ? encoded.getBytes(StandardCharsets.US_ASCII)
        : Base64.getDecoder().decode(encoded);
  }

  /** All that is known, a line each; the value last, unless only the keys are wanted. */
  void printDetails(PrintStream out, boolean base64, boolean withValue) {
    String session = Json.text(json, "Session");
    line(out, "CreateIndex      ", Json.text(json, "CreateIndex"));
    line(out, "Flags            ", Json.text(json, "Flags"));
    line(out, "Key              ", key());
    line(out, "LockIndex        ", Json.text(json, "LockIndex"));
    line(out, "ModifyIndex      ", Json.text(json, "ModifyIndex"));
    line(out, "Session          ", session.isEmpty() ? "-" : session);
    if (!withValue) return;
    out.print(encoded.isEmpty() ? "Value" : "Value            ");
    byte[] value = shown(base64);
    out.write(value, 0, value.length);
    out.print('\n');
  }

  private static void line(PrintStream out, String name, String value) {
    out.print(name);
    out.print(value);
    out.print('\n');
  }
}
