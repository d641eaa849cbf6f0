package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
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
          String before = "{\"LockIndex\":";
          for (KvEntry entry : entries) {
            entry(out.raw(before), entry);
            before = ",{\"LockIndex\":";
          }
          out.raw("]");
        });
  }

  private static void entry(ExactJson out, KvEntry entry) {
    out.number(entry.lockIndex()).raw(",\"Key\":").text(entry.key());
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
    out.writeStartObject();
    out.writeNumberField("LockIndex", entry.lockIndex());
    out.writeStringField("Key", entry.key());
    out.writeFieldName("Flags");
    out.writeNumber(Long.toUnsignedString(entry.flags()));
    if (entry.value().length() == 0) {
      out.writeNullField("Value");
    } else {
      out.writeStringField("Value", Base64.getEncoder().encodeToString(entry.value().bytes()));
    }
    Json.unlessEmpty(out, "Session", entry.session());
    out.writeNumberField("CreateIndex", entry.indexes().create());
    out.writeNumberField("ModifyIndex", entry.indexes().modify());
    out.writeEndObject();
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
