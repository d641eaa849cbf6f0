package org.lictor.http.wire;

import java.util.Base64;
import java.util.List;
import org.lictor.model.KvEntry;

/** Keys in the shapes of the KV page. */
public final class KvJson {
  private KvJson() {}

  /** Entries with their values in base64; an empty value is {@code null}. */
  public static byte[] entries(List<KvEntry> entries) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (KvEntry entry : entries) {
            out.writeStartObject();
            out.writeNumberField("LockIndex", entry.lockIndex());
            out.writeStringField("Key", entry.key());
            out.writeFieldName("Flags");
            out.writeNumber(Long.toUnsignedString(entry.flags()));
            if (entry.value().length() == 0) {
              out.writeNullField("Value");
            } else {
              out.writeStringField(
                  "Value", Base64.getEncoder().encodeToString(entry.value().bytes()));
            }
            Json.unlessEmpty(out, "Session", entry.session());
            out.writeNumberField("CreateIndex", entry.indexes().create());
            out.writeNumberField("ModifyIndex", entry.indexes().modify());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** Key names. */
  public static byte[] keys(List<String> keys) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (String key : keys) {
            out.writeString(key);
          }
          out.writeEndArray();
        });
  }
}
