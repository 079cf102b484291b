using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Responses;

namespace GatewayKit.Compilation;

/// <summary>
/// The routes of a snapshot. A route is compiled when it is first looked up: most of many routes get no request in the lifetime of a
/// snapshot. There is nothing left to fail by then.
/// </summary>
internal sealed class CompiledRoutes
{
    private readonly CompiledRoute?[] _compiled;
    private readonly GatewaySnapshot? _snapshot;
    private readonly CallerScopes? _callers;

    private CompiledRoutes()
    {
        _compiled = [];
        Composed = ComposedRoutes.Empty;
    }

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="composed">Its routes.</param>
    /// <param name="callers">The entries of callers.</param>
    /// <param name="previous">The active snapshot, whose pipelines of callers are kept; null if there is none.</param>
    public CompiledRoutes(GatewaySnapshot snapshot, ComposedRoutes composed, CallerScopes callers, GatewaySnapshot? previous)
    {
        (_snapshot, Composed, _callers) = (snapshot, composed, callers);
        _compiled = new CompiledRoute?[composed.ByNumber.Length];
        if (!callers.IsEmpty && composed.KnowingCallers > 0)
            CompileForCallers(callers == previous?.Callers ? previous.Routes : Empty);
    }

    public static CompiledRoutes Empty { get; } = new();

    /// <summary>The routes, as far as the next configurations share them.</summary>
    public ComposedRoutes Composed { get; }

    /// <summary>Gets a route.</summary>
    /// <exception cref="KeyNotFoundException">No route has the id.</exception>
    public CompiledRoute this[string id] => Find(id) ?? throw new KeyNotFoundException($"No route is named '{id}'.");

    /// <summary>Returns a route; null if no route has the id.</summary>
    public CompiledRoute? Find(string id)
        => Composed.TryGetNumber(id, out var number) ? Volatile.Read(ref _compiled[number]) ?? Add(number, null) : null;

    /// <summary>Releases the plugins: whatever still references a route must not keep them alive.</summary>
    public void Clear()
    {
        for (var i = 0; i < _compiled.Length; i++)
            Volatile.Read(ref _compiled[i])?.Clear();
    }

    /// <summary>Compiles the routes on which callers have plugins. Their pipelines have state, such as whether a plugin is blocked, so
    /// those of the previous snapshot are kept.</summary>
    private void CompileForCallers(CompiledRoutes previous)
    {
        for (var number = 0; number < _compiled.Length; number++)
        {
            if (Composed.ByNumber[number] is not { Composer: { KnowsCallers: true } composer } route)
                continue;

            var before = previous.Find(route.Id);
            Add(number, before?.Composer == composer ? before.CallerPipelines : null);
        }
    }

    private CompiledRoute Add(int number, CallerPipelines? sameCallers)
    {
        var route = Compile(Composed.ByNumber[number]!, sameCallers);
        return Interlocked.CompareExchange(ref _compiled[number], route, null) ?? route;
    }

    private CompiledRoute Compile(ComposedRoute route, CallerPipelines? sameCallers)
    {
        var pipeline = route.Composer.Compose();
        return new CompiledRoute
        {
            Source = route.Source,
            Info = route.Info,
            Snapshot = _snapshot!,
            Pipeline = pipeline,
            Authentication = route.Source.Authentication,
            Paths = PathPolicy.Resolve(_snapshot!.Config.Paths, route.Source.Paths),
            MaxRequestBodySize = route.Source.Route.MaxRequestBodySize,
            Maintenance = MaintenanceAnswer.Of(route.Source.Maintenance),
            CallerPipelines = _callers!.IsEmpty || !route.Composer.KnowsCallers ? null
                : sameCallers ?? new CallerPipelines(_callers, pipeline, route.Composer),
            Composer = route.Composer,
        };
    }
}
