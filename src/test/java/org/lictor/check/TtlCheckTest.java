package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lictor.model.CheckStatus;

class TtlCheckTest {
  private static final Instant START = ManualClock.START;

  private final TtlCheck check = new TtlCheck(new TtlSpec(Duration.ofSeconds(30)), 8, START);

  @Test
  void oneThatNobodyRenewsExpiresAfterItsTimeAndOnlyOnce() {
    assertThat(check.expire(START.plusMillis(29_999))).isEmpty();
    assertThat(check.expire(START.plusSeconds(30))).contains(ProbeResult.critical("TTL expired"));
    assertThat(check.expire(START.plusSeconds(60))).isEmpty();
    assertThat(check.deadline()).isEmpty();
  }

  @Test
  void aRenewalStartsTheTimeAnewWhateverItSays() {
    check.renew(CheckStatus.CRITICAL, "bad", START.plusSeconds(29));
    assertThat(check.deadline()).contains(START.plusSeconds(59));
    assertThat(check.expire(START.plusSeconds(58))).isEmpty();
  }

  @Test
  void theLastOutputIsToldAtExpiry() {
    check.renew(CheckStatus.PASSING, "fine", START);
    assertThat(check.expire(START.plusSeconds(30)))
        .contains(ProbeResult.critical("TTL expired (last output before timeout follows): fine"));
  }

  @Test
  void anExpiredOneCanBeRenewedAndExpireAgain() {
    check.expire(START.plusSeconds(30));
    assertThat(check.renew(CheckStatus.PASSING, "", START.plusSeconds(40)))
        .isEqualTo(ProbeResult.passing(""));
    assertThat(check.expire(START.plusSeconds(70))).contains(ProbeResult.critical("TTL expired"));
  }

  @Test
  void longOutputKeepsItsBeginning() {
    assertThat(check.renew(CheckStatus.WARNING, "0123456789", START))
        .isEqualTo(ProbeResult.warning("01234567 ... (captured 8 of 10 bytes)"));
    assertThat(check.renew(CheckStatus.WARNING, "01234567", START).output()).isEqualTo("01234567");
  }
}
