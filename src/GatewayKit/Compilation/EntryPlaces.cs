namespace GatewayKit.Compilation;

/// <summary>
/// The different positions of the entries of one plugin and id on the routes that authenticate callers. However many routes there
/// are, the positions are few: they differ by stage and by whether the entry is enabled.
/// </summary>
internal sealed class EntryPlaces
{
    private readonly Dictionary<(PluginStage Stage, bool IsEnabled), FoundPlace> _places = [];
    private int _routes;

    public void Add(PlacedEntry entry, string routeId)
    {
        _routes++;
        _places.TryAdd((entry.Stage, entry.IsEnabled), new FoundPlace(entry, routeId));
    }

    /// <summary>Returns the different positions that a caller's entry may find on <paramref name="routes"/> routes; without one,
    /// a route doesn't have the entry.</summary>
    public IEnumerable<FoundPlace> Among(int routes) => _routes < routes || routes == 0 ? [.. _places.Values, default] : _places.Values;
}
