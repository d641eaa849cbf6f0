package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoleSettingsTest {
  @Test
  void aServerAloneRuns() {
    assertThatCode(() -> new RoleSettings(true, true, false, 0).requireSolo())
        .doesNotThrowAnyException();
    assertThatCode(() -> new RoleSettings(false, true, true, 0).requireSolo())
        .doesNotThrowAnyException();
  }

  @Test
  void whatNeedsOtherServersIsRefusedWithWhatToUse() {
    refuses(
        new RoleSettings(false, false, false, 0),
        "this release runs servers only; use -server -bootstrap-expect 1, or -dev");
    refuses(
        new RoleSettings(false, true, false, 0),
        "this release runs one server; add -bootstrap-expect 1");
    refuses(
        new RoleSettings(false, true, false, 3),
        "bootstrap_expect = 3: this release runs one server; use -bootstrap-expect 1");
  }

  private static void refuses(RoleSettings role, String message) {
    assertThatThrownBy(role::requireSolo).isInstanceOf(ConfigException.class).hasMessage(message);
  }
}
