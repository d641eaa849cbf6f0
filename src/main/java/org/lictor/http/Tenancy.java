package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Refuses namespaces and partitions as the open-source edition does (http-api.md A6). */
final class Tenancy {
  private Tenancy() {}

  static @Nullable Reply refusal(HttpServletRequest request, Parameters parameters) {
    String reply = refused(request, parameters, "ns", "X-Consul-Namespace", "Namespaces");
    if (reply == null) {
      reply = refused(request, parameters, "partition", "X-Consul-Partition", "Partitions");
    }
    return reply == null ? null : Reply.text(400, reply);
  }

  private static @Nullable String refused(
      HttpServletRequest request,
      Parameters parameters,
      String parameter,
      String header,
      String feature) {
    if (!parameters.get(parameter).isEmpty()) {
      return "Invalid query parameter: \""
          + parameter
          + "\" - "
          + feature
          + " are a Consul Enterprise feature";
    }
    String value = request.getHeader(header);
    return value == null || value.isEmpty()
        ? null
        : "Invalid header: \"" + header + "\" - " + feature + " are a Consul Enterprise feature";
  }
}
