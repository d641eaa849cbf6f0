package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lictor.storage.SegmentedLog;

class SnapshotCodecTest {
  @Test
  void whateverFitsTheLogIsReadAgainFromASnapshot() {
    int longestKey = 64 << 10;
    assertThat(SnapshotCodec.LONGEST_RECORD)
        .isGreaterThan(SegmentedLog.MAX_PAYLOAD_BYTES + longestKey);
  }

  @Test
  void aSnapshotOfTheFirstReleaseIsReadAsWhatItWas() throws IOException {
    TestStore store = new TestStore();
    store.register("n1", "web", "web1", 80, "a");
    store.check("n1", "c", "passing", "web1");
    store.register("n2", "web");
    store.deregister("n2", "web", null);
    store.set("a", "1");
    store.set("b", "");
    store.delete("a");
    assertThat(TestStore.imageOf(sample("version-1"))).isEqualTo(store.image());
  }

  @Test
  void aSnapshotOfANewerReleaseIsNamedAsSuch() {
    byte[] snapshot = new TestStore().snapshot();
    snapshot[5] = 3;
    assertThatThrownBy(() -> TestStore.imageOf(snapshot)).hasMessageContaining("newer release");
  }

  private static byte[] sample(String name) throws IOException {
    String resource = "/snapshot/" + name + ".base64";
    try (InputStream in =
        Objects.requireNonNull(SnapshotCodecTest.class.getResourceAsStream(resource), resource)) {
      return Base64.getMimeDecoder()
          .decode(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    }
  }
}
