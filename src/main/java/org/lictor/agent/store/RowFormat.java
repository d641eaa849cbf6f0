package org.lictor.agent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.Kept.KeptState;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

/**
 * The text form of what is kept. Version 1 has the components of the records as they are; a field
 * that a record got later reads as "not said", one that it lost is passed over.
 */
final class RowFormat {
  static final int VERSION = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RowFormat() {}

  private record State(String id, String status, String output, long expiresMillis) {}

  static KeptRow row(KeptService service) {
    return new KeptRow(RowKey.of(service.id()), VERSION, write(service));
  }

  static KeptRow row(KeptCheck check) {
    return new KeptRow(RowKey.of(check.id()), VERSION, write(check));
  }

  static KeptRow row(KeptState state) {
    State written =
        new State(
            state.id().value(),
            state.status().word(),
            state.output(),
            state.expires().toEpochMilli());
    return new KeptRow(RowKey.ofState(state.id()), VERSION, write(written));
  }

  static KeptService service(KeptRow row) throws JsonProcessingException {
    KeptService read = MAPPER.readValue(row.body(), KeptService.class);
    return new KeptService(required(read.service(), "service"), orEmpty(read.token()));
  }

  static KeptCheck check(KeptRow row) throws JsonProcessingException {
    KeptCheck read = MAPPER.readValue(row.body(), KeptCheck.class);
    return new KeptCheck(required(read.check(), "check"), orEmpty(read.token()));
  }

  static KeptState state(KeptRow row) throws JsonProcessingException {
    State read = MAPPER.readValue(row.body(), State.class);
    return new KeptState(
        new CheckId(required(read.id(), "id")),
        CheckStatus.fromWord(orEmpty(read.status())).orElse(CheckStatus.CRITICAL),
        orEmpty(read.output()),
        Instant.ofEpochMilli(read.expiresMillis()));
  }

  private static <T> T required(@Nullable T read, String field) {
    if (read == null) {
      throw new IllegalArgumentException("has no " + field);
    }
    return read;
  }

  private static String orEmpty(@Nullable String read) {
    return read == null ? "" : read;
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a record that has no text form: " + value, defect);
    }
  }
}
