package org.lictor.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The web UI.
 *
 * @param dir the operator's own files instead of the built-in ones
 * @param contentPath begins and ends with a slash
 * @param dashboards URL templates by name; {@code service} is the one that pages of services link
 *     to
 */
public record UiSettings(
    boolean enabled, Optional<Path> dir, String contentPath, Map<String, String> dashboards) {
  public UiSettings {
    dashboards = Frozen.map(dashboards);
  }
}
