package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.server.FileCacheFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;

/**
 * Goes on in HTTP/1.1 when a client offers HTTP/2 over clear text, as Java's own client does with
 * each request: a server may ignore the offer (RFC 9110, section 7.8). The container would hold
 * that request for one of the other protocol, leave its body undecoded and close the connection
 * after it. So at the first request this takes the place of a filter that has nothing to do, that
 * of cached files, and takes offers out. The container's own HTTP/2 is off: it keeps each stream
 * that sent a body until the connection ends.
 *
 * <p>Called by the container's HTTP threads.
 */
final class OfferedUpgrade extends BaseFilter {
  private static volatile boolean joined;

  private OfferedUpgrade() {}

  /**
   * Sees to it that no offer does harm after {@code request}, the first of this agent's if it can
   * be.
   *
   * @return whether {@code request} has been read as HTTP/1.1; a body that was offered together
   *     with an upgrade before this had joined has not
   */
  static boolean declined(HttpServletRequest request) {
    boolean offers = request.getHeader("Upgrade") != null;
    if (joined && !offers) {
      return true;
    }
    joined = true;
    Request read = ContainerRequest.of(request);
    if (read != null) {
      join(read.getContext().getFilterChain());
    }
    return !offers
        || request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  /** The number of filters must stay: connections that are open count on it. */
  private static synchronized void join(FilterChain filters) {
    int useless = filters.indexOfType(FileCacheFilter.class);
    if (useless >= 0) {
      filters.set(useless, new OfferedUpgrade());
    }
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent offer) {
      HttpHeader request = offer.getHttpHeader();
      request.setIgnoreContentModifiers(false);
      request.setUpgrade(null);
      request.getHeaders().removeHeader(Header.Upgrade);
    }
    return context.getInvokeAction();
  }
}
