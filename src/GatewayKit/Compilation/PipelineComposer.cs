namespace GatewayKit.Compilation;

/// <summary>
/// Composes the pipelines of a route. The entries are sorted by stage, and keep their order within a stage (<see cref="PlacedEntries"/>).
/// The two halves are composed separately: a caller's entries affect only the second half.
/// </summary>
/// <param name="routeId">The route.</param>
/// <param name="placed">Its entries.</param>
internal sealed class PipelineComposer(string routeId, PlacedEntries placed)
{
    private Dictionary<PlacedEntry, PipelineEntry>? _entries;
    private RoutePipeline? _pipeline;

    public string RouteId { get; } = routeId;

    /// <summary>The entries, with what is known about them together.</summary>
    public PlacedEntries Entries { get; } = placed;

    /// <summary>The entries of every caller of the route, each at its position, including disabled ones.</summary>
    public IReadOnlyList<PlacedEntry> Placed => Entries.All;

    /// <summary>Gets whether the route authenticates callers. Entries of groups and consumers apply only to these routes.</summary>
    public bool KnowsCallers => Entries.KnowCallers;

    /// <summary>The pipeline of a caller without its own entries, composed when it is first needed.</summary>
    public RoutePipeline Compose()
    {
        if (Volatile.Read(ref _pipeline) is { } composed)
            return composed;

        lock (this)
        {
            if (_pipeline is null)
            {
                var entries = Placed.Count == 0 ? null : new Dictionary<PlacedEntry, PipelineEntry>(Placed.Count);
                Volatile.Write(ref _pipeline, entries is null
                    ? RoutePipeline.Empty
                    : new(Compile(Placed, beforeCaller: true, entries), Compile(Placed, beforeCaller: false, entries)));
                _entries = entries;
            }

            return _pipeline;
        }
    }

    /// <summary>The second half of the pipeline of a caller with its own entries.</summary>
    /// <param name="ofCaller">The caller's entries.</param>
    /// <param name="compiled">The compiled entries of all callers.
    /// This object can outlive them, because a configuration with other callers can use it.</param>
    public PipelineHalf ComposeAfter(IReadOnlyList<CompiledEntry> ofCaller, Dictionary<PlacedEntry, PipelineEntry> compiled)
    {
        Compose();
        return Compile(Entries.With(ofCaller), beforeCaller: false, compiled);
    }

    private PipelineHalf Compile(IEnumerable<PlacedEntry> placed, bool beforeCaller, Dictionary<PlacedEntry, PipelineEntry> compiled)
        => new([.. placed
            .Where(e => e.IsEnabled && e.IsBeforeCaller == beforeCaller)
            .OrderBy(e => e.Stage)
            .Select(e => Compile(e, compiled))]);

    /// <summary>Pipelines share their common entries, so that the state of an entry on a route exists once.</summary>
    private PipelineEntry Compile(PlacedEntry placed, Dictionary<PlacedEntry, PipelineEntry> compiled)
    {
        lock (this)
        {
            if (_entries is not null && _entries.TryGetValue(placed, out var own))
                return own;
            if (!compiled.TryGetValue(placed, out var entry))
                compiled.Add(placed, entry = placed.Entry.For(RouteId, placed.Stage));
            return entry;
        }
    }
}
