package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "true, true, false, 0",
    "false, true, true, 0",
    "false, true, false, 3",
    "false, true, false, 4",
    "false, true, false, 0",
    "false, false, false, 0"
  })
  void everyRoleIsPossible(boolean dev, boolean server, boolean bootstrap, int expect) {
    assertThatCode(() -> new RoleSettings(dev, server, bootstrap, expect).requirePossible())
        .doesNotThrowAnyException();
  }

  @Test
  void butTwoServersAreNot() {
    assertThatThrownBy(() -> new RoleSettings(false, true, false, 2).requirePossible())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "bootstrap_expect = 2: two servers cannot lose one; use -bootstrap-expect 1 or 3");
  }
}
