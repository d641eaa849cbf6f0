package org.lictor.http;

import org.jspecify.annotations.Nullable;

/** Refuses namespaces and partitions as the open-source edition does (http-api.md A6). */
final class Tenancy {
  private static final String NAMESPACE = "X-Consul-Namespace";
  private static final String PARTITION = "X-Consul-Partition";

  private Tenancy() {}

  /** Whether a header of {@code request} names one. */
  static boolean named(Incoming request) {
    return request.header(NAMESPACE) != null || request.header(PARTITION) != null;
  }

  static @Nullable Reply refusal(Incoming request, Parameters parameters) {
    String reply = refused(request, parameters, "ns", NAMESPACE, "Namespaces");
    if (reply == null) {
      reply = refused(request, parameters, "partition", PARTITION, "Partitions");
    }
    return reply == null ? null : Reply.text(400, reply);
  }

  private static @Nullable String refused(
      Incoming request, Parameters parameters, String parameter, String header, String feature) {
    if (!parameters.get(parameter).isEmpty()) {
      return "Invalid query parameter: \""
          + parameter
          + "\" - "
          + feature
          + " are a Consul Enterprise feature";
    }
    String value = request.header(header);
    return value == null || value.isEmpty()
        ? null
        : "Invalid header: \"" + header + "\" - " + feature + " are a Consul Enterprise feature";
  }
}
