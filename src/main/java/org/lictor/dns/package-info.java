/**
 * Answers over DNS: {@link org.lictor.dns.DnsQuestion} (parse a name), {@link
 * org.lictor.dns.DnsResponder} (question and view to an answer), {@link
 * org.lictor.dns.RecordFactory} (answer to records), {@link org.lictor.dns.ReplyFitter} (to the
 * client's buffer). {@code dns.net} has the UDP and TCP listeners. Only here is dnsjava seen. Uses
 * {@code model}, {@code query}, {@code config}, {@code metrics}.
 */
@NullMarked
package org.lictor.dns;

import org.jspecify.annotations.NullMarked;
