package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Octets;

class KvJsonTest {
  @Test
  void entriesLookAsTheyAlwaysDid() {
    Random random = new Random(3);
    List<KvEntry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] value = new byte[i % 50];
      random.nextBytes(value);
      entries.add(
          new KvEntry(
              key(random, i),
              Octets.owning(value),
              i % 3 == 0 ? -1 : i,
              i % 7,
              i % 5 == 0 ? "session-" + i : "",
              new LogIndexes(1 + i, i * 1_000_000_007L + 1)));
    }
    assertThat(text(KvJson.entries(entries))).isEqualTo(text(plainly(entries)));
    assertThat(text(KvJson.entries(List.of()))).isEqualTo("[]");
  }

  @Test
  void keysLookAsTheyAlwaysDid() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add(key(new Random(i), i));
    }
    assertThat(text(KvJson.keys(keys)))
        .isEqualTo(
            text(
                Json.bytes(
                    out -> {
                      out.writeStartArray();
                      for (String key : keys) {
                        out.writeString(key);
                      }
                      out.writeEndArray();
                    })));
    assertThat(text(KvJson.keys(List.of()))).isEqualTo("[]");
  }

  private static String key(Random random, int number) {
    String odd = "\"\\<>&\n\u0007\u007f\u2028é😀/ ";
    StringBuilder key = new StringBuilder("key/" + number);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = odd.offsetByCodePoints(0, random.nextInt(odd.codePointCount(0, odd.length())));
      key.appendCodePoint(odd.codePointAt(at));
    }
    return key.toString();
  }

  private static byte[] plainly(List<KvEntry> entries) {
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

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
