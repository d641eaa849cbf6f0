package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

class StagedRestoreReaperTest {
  private final TestStore words = new TestStore();
  private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);

  @Test
  void whatNobodyGoesOnWithIsDropped() {
    words.set("a", "1");
    words.stage("r", words.image(), 100);
    ApplyingLog log = new ApplyingLog(words.store);
    InstantSource clock = () -> now;
    StagedRestoreReaper reaper =
        new StagedRestoreReaper(words.store, new CommandSubmitter(log, clock), clock);
    reaper.run();
    now = now.plus(StagedRestoreReaper.PATIENCE.minusSeconds(1));
    reaper.run();
    assertThat(image().restoration().staged()).isNotNull();
    now = now.plusSeconds(2);
    reaper.run();
    assertThat(image().restoration().staged()).isNull();
    long index = image().index();
    reaper.run();
    assertThat(image().index()).isEqualTo(index);
  }

  private StateImage image() {
    return words.store.image();
  }
}
