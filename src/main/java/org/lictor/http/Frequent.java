package org.lictor.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a resource that is asked for thousands of times a second: the gate, which has found
 * it already, calls it by itself. JAX-RS takes as long to do so as all the rest of a write does.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Frequent {
  /**
   * Whether the method may take a while, for a disk or a long list: then a thread that has others
   * to read does not call it.
   */
  boolean waits() default false;
}
