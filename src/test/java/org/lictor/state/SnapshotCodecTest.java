package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lictor.storage.SegmentedLog;

class SnapshotCodecTest {
  @Test
  void whateverFitsTheLogIsReadAgainFromASnapshot() {
    int longestKey = 64 << 10;
    assertThat(SnapshotCodec.LONGEST_RECORD)
        .isGreaterThan(SegmentedLog.MAX_PAYLOAD_BYTES + longestKey);
  }
}
