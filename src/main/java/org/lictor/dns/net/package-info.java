/**
 * The UDP and TCP listeners: bytes in, bytes out. What a question means is {@link
 * org.lictor.dns.DnsResponder}'s. Uses {@code dns}.
 */
@NullMarked
package org.lictor.dns.net;

import org.jspecify.annotations.NullMarked;
