package org.lictor.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.config.Environment;
import org.lictor.config.Settings;
import org.lictor.config.SettingsLoader;
import org.lictor.storage.SegmentedLog;

class PartSettingsTest {
  @Test
  void aValueThatNoLogTakesIsNotLetIn() {
    assertThat(PartSettings.http(limited(1024)).kvMaxValueBytes()).isEqualTo(1024);
    assertThat(PartSettings.http(limited(1_000_000_000)).kvMaxValueBytes())
        .isLessThan(SegmentedLog.MAX_PAYLOAD_BYTES);
  }

  private static Settings limited(int bytes) {
    return SettingsLoader.load(
        List.of("-dev", "-hcl", "limits { kv_max_value_size = " + bytes + " }"),
        Environment.ofProcess());
  }
}
