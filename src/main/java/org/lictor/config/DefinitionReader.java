package org.lictor.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.config.ServiceDefinition.Locality;
import org.lictor.config.ServiceDefinition.TaggedAddress;
import org.lictor.config.ServiceDefinition.Weights;
import org.lictor.model.Metadata;

/**
 * Reads the services and checks of the merged files. What is wrong with one is noted with the rest
 * of the problems.
 */
final class DefinitionReader {
  private static final String CHECK_PREFIX = "check[].";
  private static final int MAX_WEIGHT = 65_535;

  private final Values values;

  DefinitionReader(Values values) {
    this.values = values;
  }

  List<ServiceDefinition> services() {
    return values.each("services", "service[].").stream().map(this::service).toList();
  }

  List<CheckDefinition> checks() {
    return values.each("checks", CHECK_PREFIX).stream().map(DefinitionReader::check).toList();
  }

  private ServiceDefinition service(Values service) {
    String name = service.text("name");
    List<String> tags = service.list("tags");
    if (tags.isEmpty()) service.optional("tag").ifPresent(tags::add);
    List<CheckDefinition> checks = new ArrayList<>();
    service.each("checks", CHECK_PREFIX).forEach(check -> checks.add(check(check)));
    // An empty block is no check, as if it were not there.
    service
        .object("check", CHECK_PREFIX)
        .filter(check -> !check.isEmpty())
        .ifPresent(check -> checks.add(check(check)));
    Map<String, TaggedAddress> tagged = new LinkedHashMap<>();
    service
        .objects("tagged_addresses")
        .forEach(
            (key, address) ->
                tagged.put(
                    key, new TaggedAddress(address.text("address"), address.number("port"))));
    Map<String, String> meta = service.texts("meta");
    Metadata.problem(meta)
        .ifPresent(what -> values.problem("invalid meta for service " + name + ": " + what));
    return new ServiceDefinition(
        service.optional("id").orElse(name),
        name,
        tags,
        service.text("address"),
        tagged,
        meta,
        service.number("port"),
        service.text("socket_path"),
        service.flag("enable_tag_override"),
        weights(name, service),
        service.text("token"),
        checks,
        service.text("kind"),
        service.free("proxy"),
        service.flag("connect.native"),
        sidecar(service),
        new Locality(service.text("locality.region"), service.text("locality.zone")));
  }

  private Weights weights(String name, Values service) {
    int passing = service.has("weights.passing") ? service.number("weights.passing") : 1;
    int warning = service.has("weights.warning") ? service.number("weights.warning") : 1;
    String problem =
        passing < 1
            ? "Passing must be greater than 0"
            : warning < 0
                ? "Warning must be greater or equal than 0"
                : passing > MAX_WEIGHT || warning > MAX_WEIGHT
                    ? "DNS Weight must be between 0 and 65535"
                    : "";
    if (!problem.isEmpty())
      values.problem("Invalid weight definition for service " + name + ": " + problem);
    return new Weights(passing, warning);
  }

  private Map<String, Object> sidecar(Values service) {
    Map<String, Object> sidecar = service.free("connect.sidecar_service");
    if (sidecar.get("id") instanceof String id && !id.isEmpty())
      values.problem("sidecar_service can't specify an ID");
    if (sidecar.get("connect") instanceof Map<?, ?> connect
        && connect.get("sidecar_service") != null) {
      values.problem("sidecar_service can't have a nested sidecar_service");
    }
    return sidecar;
  }

  private static CheckDefinition check(Values check) {
    int critical = check.number("failures_before_critical");
    int warning =
        check.has("failures_before_warning") ? check.number("failures_before_warning") : critical;
    Duration deregisterAfter = check.duration("deregister_critical_service_after");
    return new CheckDefinition(
        check.text("id"),
        check.text("name"),
        check.text("notes"),
        check.text("service_id"),
        check.text("status"),
        check.text("token"),
        check.text("script"),
        check.list("args"),
        check.text("shell"),
        check.text("docker_container_id"),
        check.text("http"),
        check.text("method"),
        check.lists("header"),
        check.text("body"),
        check.flag("disable_redirects"),
        check.text("tcp"),
        check.flag("tcp_use_tls"),
        check.text("udp"),
        check.text("grpc"),
        check.flag("grpc_use_tls"),
        check.text("h2ping"),
        check.flag("h2ping_use_tls", !check.text("h2ping").isEmpty()),
        check.text("os_service"),
        check.text("alias_node"),
        check.text("alias_service"),
        check.duration("ttl"),
        check.duration("interval"),
        check.duration("timeout"),
        check.text("tls_server_name"),
        check.flag("tls_skip_verify"),
        check.number("success_before_passing"),
        warning,
        critical,
        deregisterAfter,
        check.number("output_max_size"));
  }
}
