package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
  /** Prints its arguments in a form that shows where each begins and ends. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      for (String argument : arguments) System.out.print("<" + argument.replace("\n", "\\n") + ">");
    }
  }

  @Test
  void theJvmReadsBackWhatWasWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("java.args");
    String classes = System.getProperty("java.class.path");
    ArgumentFile.write(
        file,
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            Echo.class.getName(),
            "a b",
            "",
            "#c",
            "d\"e\\f",
            "'g'",
            "h\ni"));
    Process echo =
        new ProcessBuilder(JavaHome.java(), "@" + file).redirectErrorStream(true).start();
    String output = new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(echo.waitFor()).isZero();
    assertThat(output).isEqualTo("<a b><><#c><d\"e\\f><'g'><h\\ni>");
  }
}
