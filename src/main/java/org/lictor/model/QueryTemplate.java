package org.lictor.model;

/**
 * What makes a prepared query one for all names that begin like its own (Consul HTTP API, "Prepared
 * Queries").
 *
 * @param type empty for a query that is no template
 * @param regexp whose groups <code>${match(n)}</code> stands for; empty for none
 * @param removeEmptyTags whether tags that are empty once their variables are filled in are dropped
 */
public record QueryTemplate(String type, String regexp, boolean removeEmptyTags) {
  /** The only type there is. */
  public static final String NAME_PREFIX_MATCH = "name_prefix_match";

  /** No template. */
  public static final QueryTemplate NONE = new QueryTemplate("", "", false);

  /** Whether there is one. */
  public boolean present() {
    return !type.isEmpty();
  }
}
