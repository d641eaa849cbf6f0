package org.lictor.dns;

/** How a question came and its answer goes. */
public enum Transport {
  UDP,
  TCP
}
