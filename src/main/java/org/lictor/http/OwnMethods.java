package org.lictor.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource whose paths under its own judge methods by themselves: what they do not allow is
 * answered in their own way (http-api.md A2).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OwnMethods {
  /** Ends of paths that only allow GET. */
  String[] readOnly();
}
