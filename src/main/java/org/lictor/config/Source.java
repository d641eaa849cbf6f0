package org.lictor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lictor.config.file.ConfigSyntaxException;
import org.lictor.config.file.ConfigText;
import org.lictor.config.file.Problems;

/**
 * One origin of settings (a file, a fragment, the flags) as a canonical tree, together with what it
 * gives reason to warn of.
 *
 * @param unused keys that nothing acts on
 */
record Source(Map<String, Object> tree, List<String> warnings, List<String> unused) {
  private static final String NO_EFFECT = "acl_enforce_version_8";

  /** Settings that are canonical already. */
  static Source of(Map<String, Object> canonical) {
    return new Source(canonical, List.of(), Keys.ROOT.unusedKeys(canonical));
  }

  /**
   * Reads a text.
   *
   * @param name how messages call the text
   * @throws ConfigException {@code failed to parse NAME: …} if it is broken, has a wrong type or an
   *     unknown key
   */
  static Source parse(String name, byte[] text, ConfigText.Format format) {
    Problems problems = new Problems();
    Map<String, Object> tree;
    try {
      tree = Keys.ROOT.read(ConfigText.parse(text, format), "", problems);
    } catch (ConfigSyntaxException e) {
      throw new ConfigException("failed to parse " + name + ": " + e.getMessage(), e);
    }
    problems
        .message()
        .ifPresent(
            message -> {
              throw new ConfigException("failed to parse " + name + ": " + message);
            });
    if (tree == null) throw new IllegalStateException("no tree and no problem: " + name);
    List<String> unused = Keys.ROOT.unusedKeys(tree);
    return new Source(tree, modernised(tree), unused);
  }

  /** Turns the old keys of a tree into today's; returns Consul's warnings on them. */
  private static List<String> modernised(Map<String, Object> tree) {
    List<String> warnings = new ArrayList<>();
    if (tree.remove(NO_EFFECT) != null) {
      warnings.add("config key \"" + NO_EFFECT + "\" is deprecated and should be removed");
    }
    if (tree.containsKey("acl_datacenter") && Trees.get(tree, "acl.enabled") == null)
      Trees.put(tree, "acl.enabled", true);
    Keys.DEPRECATED.forEach(
        (old, today) -> {
          if (renamed(tree, old, today)) {
            warnings.add(
                "The '" + old + "' field is deprecated. Use the '" + today + "' field instead.");
          }
        });
    Keys.OLD_SPELLINGS.forEach((old, today) -> renamed(tree, old, today));
    // A single definition or recursor is one more item of its list; lists of several files are
    // concatenated.
    for (String one : List.of("service", "check", "recursor")) {
      Object value = tree.remove(one);
      if (value != null) Trees.append(tree, one + "s", value);
    }
    return warnings;
  }

  private static boolean renamed(Map<String, Object> tree, String old, String today) {
    Object value = Trees.remove(tree, old);
    if (value == null) return false;
    if (value instanceof List<?> items) items.forEach(item -> Trees.append(tree, today, item));
    else if (Trees.get(tree, today) == null) Trees.put(tree, today, value);
    return true;
  }
}
