package org.lictor.registrar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;
import org.lictor.model.Session;

/** A session as a caller asks for it; {@link Session} tells what the parts mean. */
public record SessionDraft(
    String name,
    String node,
    GoDuration lockDelay,
    String behaviour,
    String ttl,
    @Nullable List<String> nodeChecks,
    @Nullable List<Session.ServiceCheck> serviceChecks,
    @Nullable List<String> checks) {}
