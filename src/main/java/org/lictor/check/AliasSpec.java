package org.lictor.check;

/**
 * Is as well as another node or service is. Nobody looks for it: whoever knows the other's checks
 * tells.
 *
 * @param node whose checks count; empty for this agent's own
 * @param service its id; empty for the node as a whole
 */
public record AliasSpec(String node, String service) implements ProbeSpec {
  @Override
  public String type() {
    return "alias";
  }
}
