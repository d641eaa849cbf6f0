package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
  @Test
  void aSmallHeapHasTheSmallCollector() {
    assertThat(JvmOptions.of(Map.of()))
        .contains("-Xmx256m", "-XX:+UseSerialGC")
        .doesNotContain("-XX:+UseG1GC");
  }

  @Test
  void aLargeHeapHasOneThatDoesNotStopTheAgent() {
    assertThat(JvmOptions.of(Map.of("LICTOR_HEAP", "2g"))).contains("-Xmx2g", "-XX:+UseG1GC");
    assertThat(JvmOptions.of(Map.of("LICTOR_JAVA_OPTS", "-Xmx4096m")))
        .contains("-Xmx4096m", "-XX:+UseG1GC")
        .doesNotContain("-Xmx256m");
  }

  @Test
  void whatTheOperatorChoseIsChosenOnce() {
    assertThat(JvmOptions.of(Map.of("LICTOR_JAVA_OPTS", " -XX:+UseParallelGC  -Xms1g -Dx=y ")))
        .contains("-XX:+UseParallelGC", "-Xms1g", "-Dx=y")
        .doesNotContain("-XX:+UseSerialGC", "-Xms40m", "");
  }

  @Test
  void aHeapThatIsNoSizeIsNamed() {
    assertThatThrownBy(() -> JvmOptions.of(Map.of("LICTOR_HEAP", "lots")))
        .hasMessageContaining("lots")
        .hasMessageContaining("2g");
  }
}
