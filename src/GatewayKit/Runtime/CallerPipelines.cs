using System.Collections.Concurrent;
using GatewayKit.Pipeline;

namespace GatewayKit.Runtime;

/// <summary>
/// A route's pipelines for callers whose groups or who themselves have plugins. Each is put together from ready entries
/// when the first such caller comes, and kept.
/// </summary>
internal sealed class CallerPipelines(CallerScopes scopes, RoutePipeline routePipeline, Func<IReadOnlyList<CompiledEntry>, RoutePipeline> compose)
{
    private readonly ConcurrentDictionary<CallerScope, RoutePipeline> _pipelines = new();

    public RoutePipeline For(Consumer caller)
        => scopes.For(caller) is { } scope
            ? _pipelines.GetOrAdd(scope, static (s, c) => c(s.Entries), compose)
            : routePipeline;
}
