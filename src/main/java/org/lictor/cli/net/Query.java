package org.lictor.cli.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of one request, sent in the order of their names. For one thread. */
public final class Query {
  private final TreeMap<String, List<String>> parameters = new TreeMap<>();

  /** Adds a parameter; a second one of the same name is sent after the first. */
  public Query with(String name, String value) {
    List<String> values = parameters.get(name);
    if (values == null) parameters.put(name, values = new ArrayList<>(1));
    values.add(value);
    return this;
  }

  /** Adds a parameter unless its value is empty. */
  public Query withUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : with(name, value);
  }

  /** The form after the question mark; empty if there is no parameter. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : parameters.entrySet()) {
      for (String value : entry.getValue()) {
        if (text.length() > 0) text.append('&');
        text.append(UrlText.query(entry.getKey())).append('=').append(UrlText.query(value));
      }
    }
    return text.toString();
  }
}
