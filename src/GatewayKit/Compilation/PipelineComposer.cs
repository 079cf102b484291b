using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// Puts the pipelines of a route together: from the least to the most specific scope, an entry of the same name and id takes the place
/// of the earlier one, and then the stages decide, within which the order stays. The two halves are composed apart: a caller's entries
/// only ever make a second half.
/// </summary>
internal sealed class PipelineComposer
{
    private readonly Dictionary<PlacedEntry, PipelineEntry> _entries = [];

    /// <param name="routeId">The route.</param>
    /// <param name="scopes">The entries of the global scope, of the route's cluster and of the route.</param>
    public PipelineComposer(string routeId, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        RouteId = routeId;
        Placed = Place([], scopes);
    }

    public string RouteId { get; }

    /// <summary>The entries that every caller of the route has, each at its place, also those that are switched off.</summary>
    public IReadOnlyList<PlacedEntry> Placed { get; }

    /// <summary>Whether the route finds out who calls it; only then entries of groups and consumers apply to it.</summary>
    public bool KnowsCallers => Placed.Any(e => e is { IsEnabled: true, Entry.Type: var type } && type.Hooks.HasFlag(PluginHooks.Authentication));

    /// <summary>The pipeline of a caller without entries of its own.</summary>
    public RoutePipeline Compose() => new(Compile(Placed, beforeCaller: true), Compile(Placed, beforeCaller: false));

    /// <summary>The second half of the pipeline of a caller with entries of its own.</summary>
    public PipelineHalf ComposeAfter(IReadOnlyList<CompiledEntry> ofCaller) => Compile(Place(Placed, ofCaller), beforeCaller: false);

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

    private PipelineHalf Compile(IEnumerable<PlacedEntry> placed, bool beforeCaller)
        => new([.. placed.Where(e => e.IsEnabled && e.IsBeforeCaller == beforeCaller).OrderBy(e => e.Stage).Select(Compile)]);

    /// <summary>Pipelines share what stands in several of them, so that what is known of an entry on a route is known once.</summary>
    private PipelineEntry Compile(PlacedEntry placed)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(placed, out var entry))
                _entries.Add(placed, entry = placed.Entry.For(RouteId, placed.Stage));
            return entry;
        }
    }
}
