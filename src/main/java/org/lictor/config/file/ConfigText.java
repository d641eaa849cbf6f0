package org.lictor.config.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a configuration text into a tree of maps, lists, strings, numbers and booleans. Stateless.
 */
public final class ConfigText {
  /** Objects in objects deeper than this are refused; real files need six. */
  static final int MAX_DEPTH = 100;

  private ConfigText() {}

  /** How a text is written. */
  public enum Format {
    HCL,
    JSON
  }

  /**
   * Reads bytes in UTF-8.
   *
   * @throws ConfigSyntaxException if they are not UTF-8 or not of the format
   */
  public static Map<String, Object> parse(byte[] bytes, Format format)
      throws ConfigSyntaxException {
    try {
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), format);
    } catch (CharacterCodingException e) {
      throw new ConfigSyntaxException("illegal UTF-8 encoding");
    }
  }

  /**
   * Reads a text. As in HashiCorp's library an HCL text that begins with a brace is JSON, and an
   * empty one is no settings.
   *
   * @throws ConfigSyntaxException if it is not of the format; the message names line and column
   */
  public static Map<String, Object> parse(String text, Format format) throws ConfigSyntaxException {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    return format == Format.JSON || body.stripLeading().startsWith("{")
        ? JsonText.parse(body)
        : new HclParser(body).parse();
  }
}
