package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lictor.model.KvEntry;

/** Keys in the shapes of the KV page. */
public final class KvJson {
  private KvJson() {}

  /** Entries with their values in base64; an empty value is {@code null}. */
  public static byte[] entries(List<KvEntry> entries) {
    return ExactJson.of(
        out -> {
          out.raw("[");
          String before = "";
          for (KvEntry entry : entries) {
            entry(out.raw(before), entry);
            before = ",";
          }
          out.raw("]");
        });
  }

  private static void entry(ExactJson out, KvEntry entry) {
    out.raw("{\"LockIndex\":").number(entry.lockIndex()).raw(",\"Key\":").text(entry.key());
    out.raw(",\"Flags\":").raw(Long.toUnsignedString(entry.flags())).raw(",\"Value\":");
    if (entry.value().length() == 0) {
      out.raw("null");
    } else {
      out.base64(entry.value().bytes());
    }
    if (!entry.session().isEmpty()) {
      out.raw(",\"Session\":").text(entry.session());
    }
    out.raw(",\"CreateIndex\":").number(entry.indexes().create());
    out.raw(",\"ModifyIndex\":").number(entry.indexes().modify()).raw("}");
  }

  /** The same within other JSON. */
  static void entry(JsonGenerator out, KvEntry entry) throws IOException {
    byte[] whole = ExactJson.of(exact -> entry(exact, entry));
    out.writeRawValue(new String(whole, StandardCharsets.UTF_8));
  }

  /** Key names. */
  public static byte[] keys(List<String> keys) {
    return ExactJson.of(
        out -> {
          out.raw("[");
          String before = "";
          for (String key : keys) {
            out.raw(before).text(key);
            before = ",";
          }
          out.raw("]");
        });
  }
}
