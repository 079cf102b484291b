namespace GatewayKit.Compilation;

/// <summary>
/// The different places that the entries of one plugin and id have on the routes that know their callers. However many routes there
/// are, the places are few: they differ by stage and by whether the entry is enabled.
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

    /// <summary>What a caller's entry may find on <paramref name="routes"/> routes: a place for each that differs, and none where a route has no such entry.</summary>
    public IEnumerable<FoundPlace> Among(int routes) => _routes < routes || routes == 0 ? [.. _places.Values, default] : _places.Values;
}
