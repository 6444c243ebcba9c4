package io.holdfast.recommender.store;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Takes work of Hibernate Reactive, which lives on event loops alone, there from any thread: a
 * request's own loop if it runs on one, another otherwise.
 */
final class EventLoop {
  private EventLoop() {}

  static <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (Context.isOnEventLoopThread() && VertxContext.isOnDuplicatedContext()) {
                return work.get();
              }
              Context context =
                  VertxContext.createNewDuplicatedContext(
                      Arc.container().instance(Vertx.class).get().getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(context, true);
              return Uni.createFrom()
                  .<T>emitter(
                      emitter ->
                          context.runOnContext(
                              ignored ->
                                  work.get().subscribe().with(emitter::complete, emitter::fail)));
            });
  }
}
