using System.Collections.Concurrent;

namespace GatewayKit.Compilation;

/// <summary>
/// A route's pipelines for callers that have plugins, by themselves or by their groups. The second half of each is composed from compiled
/// entries for the first request of such callers, and cached.
/// </summary>
internal sealed class CallerPipelines(CallerScopes scopes, RoutePipeline routePipeline, PipelineComposer composer)
{
    private readonly ConcurrentDictionary<CallerScope, RoutePipeline> _pipelines = new();
    private readonly Dictionary<PlacedEntry, PipelineEntry> _entries = [];

    public RoutePipeline For(Consumer caller) => scopes.For(caller) switch
    {
        null => routePipeline,
        { IsKept: true } scope => _pipelines.GetOrAdd(scope, static (s, self) => self.Compose(s), this),
        var scope => Compose(scope),
    };

    private RoutePipeline Compose(CallerScope scope) => routePipeline.For(composer.ComposeAfter(scope.Entries, _entries));
}
