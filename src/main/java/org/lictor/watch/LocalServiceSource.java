package org.lictor.watch;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.LocalImage;
import org.lictor.agent.LocalState;
import org.lictor.model.ServiceEntry;

/** Follows a service of this agent. It has no index: its handlers are told 0. */
public final class LocalServiceSource implements WatchSource {
  private final LocalState state;
  private final String id;
  private final Function<ServiceEntry, byte[]> json;

  public LocalServiceSource(LocalState state, String id, Function<ServiceEntry, byte[]> json) {
    this.state = state;
    this.id = id;
    this.json = json;
  }

  /** Fails while there is no such service. */
  @Override
  public CompletableFuture<Sighting> after(@Nullable Sighting last) {
    LocalImage image = state.image();
    ServiceEntry service = image.service(id);
    if (service == null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("unknown service ID: " + id));
    }
    Sighting now = new Sighting(0, new String(json.apply(service), StandardCharsets.UTF_8));
    return now.equals(last)
        ? state.changeAfter(image).thenCompose(changed -> after(last))
        : CompletableFuture.completedFuture(now);
  }
}
