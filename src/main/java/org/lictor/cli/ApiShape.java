package org.lictor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.Json;

/**
 * How Consul's client library lays out an object of the API: its own order of fields, and a value
 * for each, whether the agent sent one or not. Handlers of watches are given objects in that form.
 */
final class ApiShape {
  private static final ApiShape SERVICE_PROXY =
      new ApiShape()
          .optional("DestinationServiceName")
          .optional("DestinationServiceID")
          .optional("LocalServiceAddress")
          .optional("LocalServicePort")
          .optional("LocalServiceSocketPath")
          .optional("Mode")
          .optional("TransparentProxy")
          .optional("Config")
          .optional("Upstreams")
          .field("MeshGateway", Map.of())
          .field("Expose", Map.of());

  static final ApiShape KEY =
      new ApiShape()
          .text("Key")
          .number("CreateIndex")
          .number("ModifyIndex")
          .number("LockIndex")
          .number("Flags")
          .field("Value", null)
          .text("Session");

  static final ApiShape NODE =
      new ApiShape()
          .text("ID")
          .text("Node")
          .text("Address")
          .text("Datacenter")
          .field("TaggedAddresses", null)
          .field("Meta", null)
          .number("CreateIndex")
          .number("ModifyIndex");

  static final ApiShape CHECK =
      new ApiShape()
          .text("Node")
          .text("CheckID")
          .text("Name")
          .text("Status")
          .text("Notes")
          .text("Output")
          .text("ServiceID")
          .text("ServiceName")
          .field("ServiceTags", null)
          .text("Type")
          .number("ExposedPort")
          .inner(
              "Definition",
              new ApiShape()
                  .field("Interval", "0s")
                  .field("Timeout", "0s")
                  .field("DeregisterCriticalServiceAfter", "0s")
                  .text("HTTP")
                  .field("Header", null)
                  .text("Method")
                  .text("Body")
                  .text("TLSServerName")
                  .field("TLSSkipVerify", false)
                  .text("TCP")
                  .field("TCPUseTLS", false)
                  .text("UDP")
                  .text("GRPC")
                  .text("OSService")
                  .field("GRPCUseTLS", false))
          .number("CreateIndex")
          .number("ModifyIndex");

  private static final ApiShape SERVICE =
      new ApiShape()
          .optional("Kind")
          .text("ID")
          .text("Service")
          .field("Tags", null)
          .field("Meta", null)
          .number("Port")
          .text("Address")
          .optional("SocketPath")
          .optional("TaggedAddresses")
          .field("Weights", Map.of("Passing", 0, "Warning", 0))
          .field("EnableTagOverride", false)
          .optional("CreateIndex")
          .optional("ModifyIndex")
          .inner("Proxy", SERVICE_PROXY)
          .field("Connect", Map.of());

  static final ApiShape INSTANCE =
      new ApiShape().inner("Node", NODE).inner("Service", SERVICE).inner("Checks", CHECK);

  static final ApiShape EVENT =
      new ApiShape()
          .text("ID")
          .text("Name")
          .field("Payload", null)
          .text("NodeFilter")
          .text("ServiceFilter")
          .text("TagFilter")
          .number("Version")
          .number("LTime");

  private final List<Field> fields = new ArrayList<>();

  /** A field with what stands for it when it is absent; one that is optional is left out then. */
  private record Field(
      String name, @Nullable Object absent, boolean optional, @Nullable ApiShape inner) {}

  private ApiShape() {}

  private ApiShape field(String name, @Nullable Object absent) {
    fields.add(new Field(name, absent, false, null));
    return this;
  }

  private ApiShape text(String name) {
    return field(name, "");
  }

  private ApiShape number(String name) {
    return field(name, 0);
  }

  private ApiShape optional(String name) {
    fields.add(new Field(name, null, true, null));
    return this;
  }

  private ApiShape inner(String name, ApiShape shape) {
    fields.add(new Field(name, null, false, shape));
    return this;
  }

  /** An object in this shape, a list of such objects, or null, as {@code value} is. */
  @Nullable Object of(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<Object> shaped = new ArrayList<>(list.size());
      for (Object element : list) shaped.add(of(element));
      return shaped;
    }
    return value instanceof Map ? shaped(Json.object(value)) : value;
  }

  private Map<String, Object> shaped(Map<String, Object> object) {
    Map<String, Object> shaped = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = object.get(field.name());
      if (field.optional() && (value == null || value.equals("") || value.equals(0))) continue;
      if (value == null) value = field.absent();
      shaped.put(field.name(), field.inner() == null ? value : field.inner().of(value));
    }
    return shaped;
  }
}
