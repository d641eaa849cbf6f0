package org.lictor.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.Octets;
import org.lictor.model.UserEvent;

/** The limits, to the byte as measured with Consul. */
class EventSizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // name | node | service | tag length | time | least payload that is too large, after
        //      encoding, before encoding
        "deploy | -   | -   | 0  | 500 | 403 | 435",
        "d      | -   | -   | 0  | 500 | 413 | 445",
        "deploy | o.* | -   | 0  | 500 | 396 | 428",
        "deploy | o.* | web | 40 | 500 | 344 | 376",
      })
  void anEventIsTooLargeFromTheSameByteOnAsWithConsul(
      String name, String node, String service, int tag, long time, int after, int before) {
    for (int size = 0; size < 600; size++) {
      UserEvent event =
          new UserEvent(
              "174450af-358f-f636-24c7-a30b94830442",
              name,
              Octets.owning(new byte[size]),
              node == null ? "" : node,
              service == null ? "" : service,
              "a".repeat(tag),
              1,
              time);
      assertThat(complaint(event))
          .as("payload of %d bytes", size)
          .isEqualTo(
              size >= before
                  ? "error broadcasting event: user event exceeds configured limit of 512 bytes before encoding"
                  : size >= after
                      ? "error broadcasting event: encoded user event exceeds configured limit of 512 bytes after encoding"
                      : "");
    }
  }

  private static String complaint(UserEvent event) {
    try {
      EventSize.check(event);
      return "";
    } catch (InvalidEventException e) {
      return e.getMessage();
    }
  }
}
