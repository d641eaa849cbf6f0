package org.lictor.grid;

import com.hazelcast.core.DistributedObject;
import com.hazelcast.internal.services.RemoteService;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.hazelcast.EnginePart;

/**
 * The maps of a client's grid: of this process alone. The container keeps notes on its instances in
 * maps that members with data hold between them, and does not start in a grid that has none; nobody
 * of Lictor reads them. With maps of its own a client is up, and answers for itself, whether there
 * are servers or not. Any thread.
 */
public final class OwnMaps implements RemoteService {
  private final Map<String, IMap<?, ?>> maps = new ConcurrentHashMap<>();

  private OwnMaps() {}

  /** Has {@code service} give out such maps. To be called before it has given out any. */
  public static void in(MapService service) {
    EnginePart.set(MapService.class, "remoteService", service, new OwnMaps());
  }

  @Override
  public DistributedObject createDistributedObject(String name, UUID source, boolean local) {
    return maps.computeIfAbsent(name, OwnMaps::map);
  }

  @Override
  public void destroyDistributedObject(String name, boolean local) {
    maps.remove(name);
  }

  private static IMap<?, ?> map(String name) {
    return (IMap<?, ?>)
        Proxy.newProxyInstance(
            OwnMaps.class.getClassLoader(), new Class<?>[] {IMap.class}, new Entries(name));
  }

  /** What can be done with a map of Java's, and what tells that it is one of Hazelcast's. */
  private static final class Entries implements InvocationHandler {
    private final String name;
    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    Entries(String name) {
      this.name = name;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object[] given = arguments == null ? new Object[0] : arguments;
      switch (method.getName()) {
        case "getName":
          return name;
        case "getServiceName":
          return MapService.SERVICE_NAME;
        case "getPartitionKey", "destroy":
          return null;
        case "equals":
          return proxy == given[0];
        case "hashCode":
          return System.identityHashCode(proxy);
        case "toString":
          return "own map " + name;
        case "set":
          entries.put(given[0], given[1]);
          return null;
        case "delete":
          entries.remove(given[0]);
          return null;
        default:
          return ofJava(proxy, method, given);
      }
    }

    private @Nullable Object ofJava(Object proxy, Method method, Object[] given) throws Throwable {
      try {
        return Map.class
            .getMethod(method.getName(), method.getParameterTypes())
            .invoke(entries, given);
      } catch (NoSuchMethodException other) {
        if (method.isDefault()) {
          return InvocationHandler.invokeDefault(proxy, method, given);
        }
        throw new UnsupportedOperationException(
            "a client's own map has no " + method.getName() + Arrays.toString(given));
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
    }
  }
}
