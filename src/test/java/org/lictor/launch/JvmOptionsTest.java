package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
  private static List<String> options(boolean server, int expect, Map<String, String> environment) {
    return JvmOptions.of(
        SystemPropertiesTest.settings(server, false, expect, "10.0.0.1", List.of()), environment);
  }

  @Test
  void aClientHasASmallHeapAndTheFirstCompilerAlone() {
    assertThat(options(false, 0, Map.of())).contains("-Xmx128m", "-XX:TieredStopAtLevel=1");
  }

  @Test
  void aServerHasTheFirstCompilerAloneUnlessSomebodyChooses() {
    assertThat(options(true, 3, Map.of())).contains("-Xmx256m", "-XX:TieredStopAtLevel=1");
    assertThat(options(true, 1, Map.of())).contains("-Xmx256m", "-XX:TieredStopAtLevel=1");
    assertThat(options(true, 3, Map.of("LICTOR_JAVA_OPTS", "-XX:+TieredCompilation")))
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void oneOfSeveralServersHasALargerYoungPart() {
    assertThat(options(true, 3, Map.of())).contains("-XX:NewRatio=2");
    assertThat(options(true, 1, Map.of())).contains("-XX:NewRatio=7");
  }

  @Test
  void aSmallHeapHasTheSmallCollector() {
    assertThat(options(true, 1, Map.of()))
        .contains("-Xmx256m", "-XX:+UseSerialGC")
        .doesNotContain("-XX:+UseG1GC");
  }

  @Test
  void aLargeHeapHasOneThatDoesNotStopTheAgent() {
    assertThat(options(true, 1, Map.of("LICTOR_HEAP", "2g"))).contains("-Xmx2g", "-XX:+UseG1GC");
    assertThat(options(true, 1, Map.of("LICTOR_JAVA_OPTS", "-Xmx4096m")))
        .contains("-Xmx4096m", "-XX:+UseG1GC")
        .doesNotContain("-Xmx256m");
  }

  @Test
  void whatTheOperatorChoseIsChosenOnce() {
    assertThat(options(true, 1, Map.of("LICTOR_JAVA_OPTS", " -XX:+UseParallelGC  -Xms1g -Dx=y ")))
        .contains("-XX:+UseParallelGC", "-Xms1g", "-Dx=y")
        .doesNotContain("-XX:+UseSerialGC", "-Xms40m", "");
  }

  @Test
  void aHeapThatIsNoSizeIsNamed() {
    assertThatThrownBy(() -> options(true, 1, Map.of("LICTOR_HEAP", "lots")))
        .hasMessageContaining("lots")
        .hasMessageContaining("2g");
  }
}
