package org.lictor.model;

import java.util.Locale;

/**
 * A question about a service that is kept under a name, to be asked by that name (Consul HTTP API,
 * "Prepared Queries").
 *
 * @param id a UUID in lower case
 * @param name unique in any letter case; the beginning of names when it is a template, where empty
 *     means all; otherwise empty for none
 * @param session with which it goes; empty for none
 * @param token under which it is executed; empty for the caller's
 * @param dnsTtl how long DNS answers may be kept, in Go's words; empty for what the settings say
 */
public record PreparedQuery(
    String id,
    String name,
    String session,
    String token,
    QueryTemplate template,
    ServiceQuery service,
    String dnsTtl,
    LogIndexes indexes) {
  public PreparedQuery {
    if (id.isEmpty()) {
      throw new InvalidModelException("id", "must not be empty");
    }
  }

  /** Whether it can be asked for by its name. */
  public boolean named() {
    return !name.isEmpty() || template.present();
  }

  /** The form of a name that tables compare. */
  public static String nameKey(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The same with another id. */
  public PreparedQuery withId(String other) {
    return new PreparedQuery(other, name, session, token, template, service, dnsTtl, indexes);
  }

  /** The same with other indexes. */
  public PreparedQuery at(LogIndexes others) {
    return new PreparedQuery(id, name, session, token, template, service, dnsTtl, others);
  }

  /** The same that looks for other instances. */
  public PreparedQuery with(ServiceQuery other) {
    return new PreparedQuery(id, name, session, token, template, other, dnsTtl, indexes);
  }

  /** The same with another token. */
  public PreparedQuery withToken(String other) {
    return new PreparedQuery(id, name, session, other, template, service, dnsTtl, indexes);
  }
}
