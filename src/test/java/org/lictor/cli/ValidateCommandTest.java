package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void aGoodConfigurationIsValid() throws IOException {
    String file = file("a.json", "{\"data_dir\":\"/d\",\"bind_addr\":\"127.0.0.1\"}");
    assertThat(Tool.alone("validate", file))
        .isEqualTo(new Tool.Result(0, "Configuration is valid!\n", ""));
    assertThat(Tool.alone("validate", "-quiet", file)).isEqualTo(new Tool.Result(0, "", ""));
  }

  @Test
  void aBadOneIsToldWhatIsWrong() throws IOException {
    assertThat(Tool.alone("validate", file("a.json", "{}")))
        .isEqualTo(new Tool.Result(1, "", "Config validation failed: data_dir cannot be empty\n"));
    Tool.Result unknown = Tool.alone("validate", file("b.json", "{\"bogus\":1}"));
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err())
        .startsWith("Config validation failed: failed to parse " + directory.resolve("b.json"))
        .contains("\t* invalid config key bogus");
  }

  @Test
  void aCallThatMakesNoSenseIsRefused() {
    assertThat(Tool.alone("validate"))
        .isEqualTo(new Tool.Result(1, "", "Must specify at least one config file or directory\n"));
    assertThat(Tool.alone("validate", "-config-format=xml", "a"))
        .isEqualTo(new Tool.Result(1, "", "-config-format must be either 'hcl' or 'json'\n"));
  }

  @Test
  void aFormatHoldsForFilesOfAnyName() throws IOException {
    String file = file("plain", "data_dir = \"/d\"\nbind_addr = \"127.0.0.1\"");
    assertThat(Tool.alone("validate", "-config-format", "hcl", file).code()).isZero();
  }
}
