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

  /** Says which software it is that speaks the interface. */
  static final String REVISION = "lictor-" + LICTOR;

  /** Builds are to be equal byte by byte, so they know no date. */
  static final String BUILD_DATE = "1970-01-01T00:00:01Z";

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
