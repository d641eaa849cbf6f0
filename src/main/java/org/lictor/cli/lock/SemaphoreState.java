package org.lictor.cli.lock;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lictor.cli.lock.Keys.Pair;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** Who holds a semaphore, as its key tells: {@code {"Limit":3,"Holders":{"<session>":true}}}. */
record SemaphoreState(long limit, Set<String> holders) {
  static SemaphoreState of(Pair pair) throws LockException {
    try {
      Map<String, Object> json = Json.object(Json.read(pair.value()));
      long limit = json.get("Limit") instanceof Number number ? number.longValue() : 0;
      return new SemaphoreState(limit, new TreeSet<>(Json.object(json.get("Holders")).keySet()));
    } catch (AgentException e) {
      throw new LockException("lock decode failed: " + e.getMessage());
    }
  }

  /** The same without holders that are not among {@code alive}. */
  SemaphoreState among(Set<String> alive) {
    Set<String> left = new TreeSet<>(holders);
    left.retainAll(alive);
    return new SemaphoreState(limit, left);
  }

  SemaphoreState with(String session) {
    Set<String> more = new TreeSet<>(holders);
    more.add(session);
    return new SemaphoreState(limit, more);
  }

  SemaphoreState without(String session) {
    Set<String> fewer = new TreeSet<>(holders);
    fewer.remove(session);
    return new SemaphoreState(limit, fewer);
  }

  byte[] bytes() {
    Map<String, Object> named = new TreeMap<>();
    holders.forEach(holder -> named.put(holder, true));
    Map<String, Object> json = new java.util.LinkedHashMap<>();
    json.put("Limit", limit);
    json.put("Holders", named);
    return Json.write(json);
  }
}
