package org.lictor.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryRendering;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceQuery;

/**
 * Picks the instances that a prepared query is for (Consul HTTP API, "Execute Prepared Query"). Any
 * thread.
 */
public final class QueryExecution {
  /** Stands for the node of the agent that is asked. */
  public static final String AGENT = "_agent";

  /** Stands for the node that has the caller's address. */
  public static final String ADDRESS = "_ip";

  /** Further down the list the near node's own instance stays where it is. */
  private static final int PREFERRED_AMONG = 10;

  private QueryExecution() {}

  /**
   * What a kept query asks when it is asked for by {@code idOrName}.
   *
   * @throws org.lictor.model.BadTemplateException when its template cannot be filled in
   * @throws TemplateByIdException when it has one and is asked for by its id
   */
  public static PreparedQuery render(PreparedQuery kept, String idOrName) {
    if (kept.template().present() && kept.id().equalsIgnoreCase(idOrName)) {
      throw new TemplateByIdException();
    }
    return QueryRendering.render(kept, idOrName);
  }

  /** Those of {@code all}, the instances of the query's service, that fit it, in their order. */
  public static List<ServiceInstance> fit(ServiceQuery query, List<ServiceInstance> all) {
    List<ServiceInstance> fit = new ArrayList<>();
    for (ServiceInstance instance : all) {
      if (fits(query, instance)) {
        fit.add(instance);
      }
    }
    return fit;
  }

  /**
   * The same, the nearest first: those that are equally far, or of which that is not known, in an
   * order that is drawn; but the near node's own before all when it is not far down.
   */
  public static List<ServiceInstance> fitNear(
      ServiceQuery query, String near, List<NearInstances.Measured> all, RandomGenerator random) {
    List<NearInstances.Measured> fit = new ArrayList<>();
    for (NearInstances.Measured measured : all) {
      if (fits(query, measured.instance())) {
        fit.add(measured);
      }
    }
    shuffle(fit, random);
    fit.sort(Comparator.comparingDouble(NearInstances.Measured::seconds));
    List<ServiceInstance> instances = new ArrayList<>(fit.size());
    fit.forEach(measured -> instances.add(measured.instance()));
    prefer(near, instances);
    return instances;
  }

  /** Fisher and Yates. */
  static void shuffle(List<?> items, RandomGenerator random) {
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, random.nextInt(i + 1));
    }
  }

  private static boolean fits(ServiceQuery query, ServiceInstance instance) {
    return healthy(query, instance)
        && has(instance.node().meta(), query.nodeMeta())
        && has(instance.service().meta(), query.serviceMeta())
        && tagged(query, instance.service())
        // Without a mesh only what speaks its protocol by itself does.
        && (!query.connect() || instance.service().connectNative());
  }

  private static boolean healthy(ServiceQuery query, ServiceInstance instance) {
    for (HealthCheck check : instance.checks()) {
      boolean bad = check.critical() || (query.onlyPassing() && !check.passing());
      if (bad && !ignored(query, check)) {
        return false;
      }
    }
    return true;
  }

  private static boolean ignored(ServiceQuery query, HealthCheck check) {
    return query.ignoreCheckIds() != null && query.ignoreCheckIds().contains(check.id().value());
  }

  private static boolean has(
      @Nullable Map<String, String> meta, @Nullable Map<String, String> wanted) {
    if (wanted != null) {
      for (Map.Entry<String, String> pair : wanted.entrySet()) {
        if (meta == null || !pair.getValue().equals(meta.get(pair.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean tagged(ServiceQuery query, ServiceEntry service) {
    if (query.tags() == null) {
      return true;
    }
    for (String tag : query.tags()) {
      String wanted = tag.toLowerCase(Locale.ROOT);
      boolean unwanted = wanted.startsWith("!");
      if (service.hasTag(unwanted ? wanted.substring(1) : wanted) == unwanted) {
        return false;
      }
    }
    return true;
  }

  /** Puts the instance on {@code node} first when it is not far down. */
  static void prefer(String node, List<ServiceInstance> instances) {
    int among = Math.min(PREFERRED_AMONG, instances.size());
    for (int i = 0; i < among; i++) {
      if (instances.get(i).node().name().value().equals(node)) {
        Collections.swap(instances, 0, i);
        return;
      }
    }
  }
}
