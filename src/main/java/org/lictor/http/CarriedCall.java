package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A request that has nothing but its call: what a resource's method is given when the gate calls it
 * by itself.
 */
final class CarriedCall extends HttpServletRequestWrapper {
  private static final HttpServletRequest NOTHING =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              CarriedCall.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(
                    method.getName() + ": a frequent method asks its call");
              });

  private final Call call;

  CarriedCall(Call call) {
    super(NOTHING);
    this.call = call;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(Call.ATTRIBUTE) ? call : null;
  }
}
