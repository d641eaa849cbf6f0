package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBlockTest {
  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    String longText = "x".repeat(70_000);
    assertThat(HeaderBlock.read(HeaderBlock.write("a", "1", "b", longText)))
        .isEqualTo(Map.of("a", "1", "b", longText));
  }

  // RFC 7541, appendix C
  @ParameterizedTest
  @CsvSource({
    "400a637573746f6d2d6b65790d637573746f6d2d686561646572, custom-key, custom-header",
    "4088 25a849e95ba97d7f 89 25a849e95bb8e8b4bf, custom-key, custom-value",
    "8d, :status, 404",
    "48 82 6402, :status, 302",
    "4803333037, :status, 307",
    "3fe11f 88, :status, 200",
  })
  void theExamplesOfTheSpecificationAreRead(String hex, String name, String value)
      throws IOException {
    assertThat(HeaderBlock.read(HexFormat.of().parseHex(hex.replace(" ", ""))))
        .containsEntry(name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "f1e3c2e5f23a6ba0ab90f4ff, www.example.com",
    "a8eb10649cbf, no-cache",
    "d07abe941054d444a8200595040b8166e082a62d1bff, 'Mon, 21 Oct 2013 20:13:21 GMT'",
    "9d29ad171863c78f0b97c8e9ae82ae43d3, https://www.example.com",
  })
  void packedTextIsUnpacked(String hex, String text) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(HuffmanText.unpack(bytes, 0, bytes.length)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "be", "40", "40ff", "400561", "408461ffffffff", "7fffffffffff"})
  void aBrokenBlockIsRefused(String hex) {
    assertThatThrownBy(() -> HeaderBlock.read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("COMPRESSION_ERROR");
  }
}
