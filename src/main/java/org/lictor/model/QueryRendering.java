package org.lictor.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a template the query for one name (Consul HTTP API, "Prepared Query Templates"). Any
 * thread.
 */
public final class QueryRendering {
  private QueryRendering() {}

  /** What is wrong with a query's template, in Consul's words; nothing when it has none. */
  public static Optional<String> problem(PreparedQuery query) {
    QueryTemplate template = query.template();
    if (!template.present()) {
      return Optional.empty();
    }
    if (!template.type().equals(QueryTemplate.NAME_PREFIX_MATCH)) {
      return Optional.of("Bad Template.Type '" + template.type() + "'");
    }
    try {
      render(query, query.name());
      return Optional.empty();
    } catch (BadTemplateException bad) {
      return Optional.ofNullable(bad.getMessage());
    }
  }

  /**
   * The query for {@code name}, which begins like the template's own name in some letter case; a
   * query that is no template as it is.
   *
   * @throws BadTemplateException when a variable cannot be filled in
   */
  public static PreparedQuery render(PreparedQuery query, String name) {
    QueryTemplate template = query.template();
    if (!template.present()) {
      return query;
    }
    List<String> groups =
        template.regexp().isEmpty() ? List.of() : NamePattern.of(template.regexp()).groups(name);
    Interpolation.Variables variables = new Named(query.name(), name, groups);
    ServiceQuery filled = query.service().map((field, text) -> fill(field, text, variables));
    return query.with(template.removeEmptyTags() ? filled.withoutEmptyTags() : filled);
  }

  private static String fill(String field, String text, Interpolation.Variables variables) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Interpolation read;
    try {
      read = Interpolation.of(text);
    } catch (BadTemplateException bad) {
      throw new BadTemplateException(
          "Bad format '" + text + "' in Service." + field + ": " + bad.getMessage());
    }
    try {
      return read.fill(variables);
    } catch (BadTemplateException bad) {
      throw new BadTemplateException(
          "Bad evaluation for '" + text + "' in Service." + field + ": " + bad.getMessage());
    }
  }

  /** The variables for one name. */
  private record Named(String prefix, String full, List<String> groups)
      implements Interpolation.Variables {
    @Override
    public @Nullable String variable(String name) {
      return switch (name) {
        case "name.full" -> full;
        case "name.prefix" -> prefix;
        case "name.suffix" -> full.startsWith(prefix) ? full.substring(prefix.length()) : full;
        // There are no network segments.
        case "agent.segment" -> "";
        default -> null;
      };
    }

    @Override
    public String match(long group) {
      return group >= 0 && group < groups.size() ? groups.get((int) group) : "";
    }
  }
}
