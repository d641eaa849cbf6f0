package org.lictor.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables a call sees. Each is looked up as {@code LICTOR_X} and then as {@code CONSUL_X}; an
 * empty value counts as none.
 *
 * @param variables as {@link System#getenv()} gives them
 */
public record Environment(Map<String, String> variables) {
  /** The value of {@code LICTOR_name}, else of {@code CONSUL_name}, else null. */
  public @Nullable String get(String name) {
    String own = variables.get("LICTOR_".concat(name));
    if (own != null && !own.isEmpty()) return own;
    String inherited = variables.get("CONSUL_".concat(name));
    return inherited == null || inherited.isEmpty() ? null : inherited;
  }

  /** A switch in the spellings of Go's ParseBool; anything else counts as {@code otherwise}. */
  public boolean on(String name, boolean otherwise) {
    String value = get(name);
    if (value == null) return otherwise;
    Boolean parsed = GoValues.bool(value);
    return parsed == null ? otherwise : parsed;
  }
}
