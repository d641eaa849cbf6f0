package org.lictor.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Requests that nobody should send ({@code src/test/resources/bad-input/http.json}), and what they
 * must not do: be answered with success, be stored in part, or harm the agent. They are to be
 * played one after the other.
 */
public final class MalformedRequests {
  private MalformedRequests() {}

  /** All of them; fit for {@code @MethodSource}. */
  public static Stream<MalformedRequest> all() {
    try (var file = MalformedRequests.class.getResourceAsStream("/bad-input/http.json")) {
      var requests = new ArrayList<MalformedRequest>();
      WireSamples.JSON
          .readTree(Objects.requireNonNull(file))
          .forEach(json -> requests.add(MalformedRequest.of(json)));
      return List.copyOf(requests).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends one and looks at the answer, at what is stored before and after, and that the agent still
   * answers.
   *
   * @param agent the agent's HTTP address; nobody else may write to it meanwhile
   * @throws AssertionError with all that went wrong
   */
  public static void play(URI agent, MalformedRequest request) {
    var problems = new ArrayList<String>();
    var before = StoredState.of(agent);
    var problem = request.send(agent);
    if (problem != null) problems.add(problem);
    var after = StoredState.of(agent);
    after
        .lists()
        .forEach(
            (list, now) -> {
              if (!now.equals(before.lists().get(list))) {
                problems.add(list + " was " + before.lists().get(list) + " and now is " + now);
              }
            });
    if (!problems.isEmpty())
      throw new AssertionError(request.what() + "\n  " + String.join("\n  ", problems));
  }
}
