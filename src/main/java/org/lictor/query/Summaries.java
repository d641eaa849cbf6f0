package org.lictor.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lictor.model.HealthCheck;
import org.lictor.model.ServiceEntry;

/** Collects instances into summaries of their services. One thread. */
final class Summaries {
  /** The metadata by which an instance tells who registered it. */
  private static final String SOURCE = "external-source";

  private final Map<String, Collected> byName = new TreeMap<>();

  private static final class Collected {
    private final Set<String> tags = new TreeSet<>();
    private final Set<String> nodes = new TreeSet<>();
    private final Set<String> sources = new TreeSet<>();
    private final Set<String> counted = new HashSet<>();
    private String kind = "";
    private int instances;
    private int passing;
    private int warning;
    private int critical;
    private boolean connectNative;
  }

  void add(ServiceInstance instance) {
    ServiceEntry service = instance.service();
    Collected all = byName.computeIfAbsent(service.name(), name -> new Collected());
    all.instances++;
    all.kind = service.kind();
    all.connectNative |= service.connectNative();
    all.nodes.add(instance.node().name().value());
    if (service.tags() != null) {
      all.tags.addAll(service.tags());
    }
    String source = service.meta() == null ? null : service.meta().get(SOURCE);
    if (source != null && !source.isEmpty()) {
      all.sources.add(source);
    }
    instance.checks().forEach(check -> count(all, check));
  }

  /** A node's check speaks for each instance there, and counts once. */
  private static void count(Collected all, HealthCheck check) {
    if (!all.counted.add(check.node().key() + '\n' + check.id().key())) {
      return;
    }
    switch (check.status()) {
      case HealthCheck.PASSING -> all.passing++;
      case HealthCheck.WARNING -> all.warning++;
      case HealthCheck.CRITICAL -> all.critical++;
      default -> {}
    }
  }

  /** By name. */
  List<ServiceSummary> result() {
    List<ServiceSummary> found = new ArrayList<>();
    byName.forEach(
        (name, all) ->
            found.add(
                new ServiceSummary(
                    name,
                    all.kind,
                    all.tags,
                    List.copyOf(all.nodes),
                    all.sources,
                    all.instances,
                    all.passing,
                    all.warning,
                    all.critical,
                    all.connectNative)));
    return found;
  }
}
