package org.lictor.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.lictor.config.MemberTags;

/** Which software this is, and which version of Consul's interface it speaks. */
final class Versions {
  /** Clients look at this to know what they may ask. */
  static final String INTERFACE = MemberTags.VERSION;

  /** The project's own, from the build. */
  static final String LICTOR = own();

  private Versions() {}

  private static String own() {
    try (InputStream in = Versions.class.getResourceAsStream("/org/lictor/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
