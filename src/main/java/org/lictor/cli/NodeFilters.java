package org.lictor.cli;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.lictor.cli.net.Query;

/**
 * The flags that say which nodes are meant.
 *
 * @param tag not without {@code service}
 */
record NodeFilters(String node, String service, String tag) {
  static void declare(FlagSet flags) {
    flags.text("node", "", "Regular expression for the names of nodes.");
    flags.text("service", "", "Regular expression for the names of services.");
    flags.text(
        "tag", "", "Regular expression for the tags of services; only together with -service.");
  }

  static NodeFilters of(FlagValues flags) throws Failure {
    NodeFilters filters =
        new NodeFilters(flags.text("node"), flags.text("service"), flags.text("tag"));
    compile("node", filters.node);
    compile("service", filters.service);
    compile("tag", filters.tag);
    if (!filters.tag.isEmpty() && filters.service.isEmpty())
      throw new Failure("Cannot provide tag filter without service filter.");
    return filters;
  }

  private static void compile(String filter, String expression) throws Failure {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new Failure("Failed to compile " + filter + " filter regexp: " + GoRegexp.complaint(e));
    }
  }

  /** The same as parameters of the event that is fired. */
  Query addTo(Query query) {
    return query
        .withUnlessEmpty("node", node)
        .withUnlessEmpty("service", service)
        .withUnlessEmpty("tag", tag);
  }
}
