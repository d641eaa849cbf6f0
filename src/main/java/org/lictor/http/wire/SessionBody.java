package org.lictor.http.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;
import org.lictor.model.Session.ServiceCheck;
import org.lictor.registrar.SessionDraft;

/** The body of {@code PUT /v1/session/create}; what it does not name is as a session usually is. */
public final class SessionBody {
  private static final List<String> USUAL_CHECKS = List.of("serfHealth");
  private static final GoDuration USUAL_DELAY = new GoDuration(15_000_000_000L);

  /** A smaller number means seconds. */
  private static final long LEAST_NANOS = 1000;

  private SessionBody() {}

  /** What is asked for without a body: a session of {@code node}. */
  public static SessionDraft usual(String node) {
    return new SessionDraft("", node, USUAL_DELAY, "", "", USUAL_CHECKS, null, null);
  }

  /** Reads it; unknown fields are no mistake here (http-api.md A4). */
  public static SessionDraft of(byte[] body, String node) {
    Fields fields = Fields.of(body);
    boolean ownChecks = fields.given("Checks");
    boolean ownNodeChecks = fields.given("NodeChecks");
    List<String> checks = ownChecks ? fields.texts("Checks") : USUAL_CHECKS;
    List<String> nodeChecks = ownNodeChecks ? fields.texts("NodeChecks") : USUAL_CHECKS;
    if (isNone(checks)) {
      // The older field says that there is to be none.
      nodeChecks = List.of();
    }
    boolean olderSaysMore = !isNone(checks) && !USUAL_CHECKS.equals(checks) && !isNone(nodeChecks);
    SessionDraft draft =
        new SessionDraft(
            fields.text("Name"),
            fields.has("Node") ? fields.text("Node") : node,
            lockDelay(fields),
            fields.text("Behavior"),
            fields.text("TTL"),
            nodeChecks,
            serviceChecks(fields),
            olderSaysMore ? checks : null);
    fields.skipRest();
    return draft;
  }

  private static boolean isNone(@Nullable List<String> checks) {
    return checks == null || checks.isEmpty();
  }

  private static GoDuration lockDelay(Fields fields) {
    if (!fields.has("LockDelay")) {
      return USUAL_DELAY;
    }
    GoDuration given = fields.duration("LockDelay");
    return given.nanos() < LEAST_NANOS ? new GoDuration(given.nanos() * 1_000_000_000L) : given;
  }

  private static @Nullable List<ServiceCheck> serviceChecks(Fields fields) {
    return fields.objects(
        "ServiceChecks",
        check -> {
          ServiceCheck named = new ServiceCheck(check.text("ID"), check.text("Namespace"));
          check.skipRest();
          return named;
        });
  }
}
