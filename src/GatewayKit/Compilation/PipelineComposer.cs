using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// Composes the pipelines of a route. From the least to the most specific scope, an entry replaces an earlier one of the same name
/// and id; then the entries are sorted by stage, and keep their order within a stage.
/// The two halves are composed separately: a caller's entries affect only the second half.
/// </summary>
internal sealed class PipelineComposer
{
    private readonly Dictionary<PlacedEntry, PipelineEntry> _entries = [];
    private readonly IReadOnlyList<CompiledEntry>[] _scopes;
    private RoutePipeline? _pipeline;

    /// <param name="routeId">The route.</param>
    /// <param name="scopes">The entries of the global scope, of the route's cluster and of the route.</param>
    public PipelineComposer(string routeId, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        RouteId = routeId;
        _scopes = scopes.ToArray();
        Placed = Place([], scopes);
    }

    public string RouteId { get; }

    /// <summary>The entries of every caller of the route, each at its position, including disabled ones.</summary>
    public IReadOnlyList<PlacedEntry> Placed { get; }

    /// <summary>Gets whether the route authenticates callers. Entries of groups and consumers apply only to these routes.</summary>
    public bool KnowsCallers
        => Placed.Any(e => e is { IsEnabled: true, Entry.Type: var type } && type.Hooks.HasFlag(PluginHooks.Authentication));

    /// <summary>The pipeline of a caller without its own entries.</summary>
    public RoutePipeline Compose()
        => _pipeline ??= new(Compile(Placed, beforeCaller: true, _entries), Compile(Placed, beforeCaller: false, _entries));

    /// <summary>Returns whether the next configuration can use this composer: it would compose the same entries.</summary>
    public bool IsOf(string routeId, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        if (RouteId != routeId || _scopes.Length != scopes.Length)
            return false;

        for (var i = 0; i < scopes.Length; i++)
        {
            if (!ReferenceEquals(_scopes[i], scopes[i]))
                return false;
        }

        return true;
    }

    /// <summary>The second half of the pipeline of a caller with its own entries.</summary>
    /// <param name="ofCaller">The caller's entries.</param>
    /// <param name="compiled">The compiled entries of all callers.
    /// This object can outlive them, because a configuration with other callers can use it.</param>
    public PipelineHalf ComposeAfter(IReadOnlyList<CompiledEntry> ofCaller, Dictionary<PlacedEntry, PipelineEntry> compiled)
        => Compile(Place(Placed, ofCaller), beforeCaller: false, compiled);

    private static List<PlacedEntry> Place(IReadOnlyList<PlacedEntry> first, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        var placed = first.ToList();
        foreach (var scope in scopes)
        {
            foreach (var entry in scope)
            {
                var replaced = placed.FindIndex(e => entry.Replaces(e.Entry));
                if (replaced >= 0)
                    placed[replaced] = placed[replaced].ReplacedBy(entry);
                else
                    placed.Add(PlacedEntry.Of(entry));
            }
        }

        return placed;
    }

    private PipelineHalf Compile(IEnumerable<PlacedEntry> placed, bool beforeCaller, Dictionary<PlacedEntry, PipelineEntry> compiled)
        => new([.. placed
            .Where(e => e.IsEnabled && e.IsBeforeCaller == beforeCaller)
            .OrderBy(e => e.Stage)
            .Select(e => Compile(e, compiled))]);

    /// <summary>Pipelines share their common entries, so that the state of an entry on a route exists once.</summary>
    private PipelineEntry Compile(PlacedEntry placed, Dictionary<PlacedEntry, PipelineEntry> compiled)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(placed, out var entry) && !compiled.TryGetValue(placed, out entry))
                compiled.Add(placed, entry = placed.Entry.For(RouteId, placed.Stage));
            return entry;
        }
    }
}
