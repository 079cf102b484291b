using GatewayKit.Configuration;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Compilation;

/// <summary>
/// Checks the rules that depend on the position of an entry among those of other scopes, for every possible combination of a route and
/// a caller. Each route, group and consumer is visited once.
/// </summary>
internal sealed class PlaceChecker(GatewayConfig config, CompiledEntries entries, ConfigErrors errors)
{
    private readonly HashSet<CompiledEntry> _reported = [];

    /// <param name="routes">The routes.</param>
    /// <param name="changed">The routes that aren't checked yet.</param>
    public void Check(ComposedRoutes routes, IEnumerable<ComposedRoute> changed)
    {
        // 1. Each route: the entries of every caller, and the positions that a caller's entries will find. Many routes share their entries.
        var checkedBefore = default(IReadOnlyList<PlacedEntry>);
        foreach (var route in changed)
        {
            if (ReferenceEquals(route.Placed, checkedBefore))
                continue;
            checkedBefore = route.Placed;
            foreach (var placed in route.Placed)
                CheckErrorPolicy(placed);
        }

        var groups = entries.Groups;
        var places = entries.OfCallers.Select(e => e.Key).Distinct().ToDictionary(key => key, _ => new EntryPlaces());
        var knowing = places.Count == 0 ? 0 : routes.KnowingCallers;
        foreach (var route in knowing > 0 ? routes.All.Where(route => route.Composer.KnowsCallers) : [])
        {
            foreach (var placed in route.Placed)
                places.GetValueOrDefault(placed.Entry.Key)?.Add(placed, route.Id);
        }

        // 2. Each group by itself: a caller may be in any of them, as its token says.
        // In combination with other groups, an entry gets the position
        //    that they define, which is after authentication; it may still be a stage at which a plugin can only reject.
        var byGroup = groups.ToDictionary(g => g.Key, g => g.Value.ToDictionary(e => e.Key), StringComparer.OrdinalIgnoreCase);
        var stages = groups.Values.SelectMany(e => e).Where(e => e.Entry.Stage is not null).ToLookup(e => e.Key);
        foreach (var entry in groups.Values.SelectMany(e => e))
        {
            Check(entry, places[entry.Key].Among(knowing));
            if (entry.Entry is { Stage: null, OnError: PluginErrorPolicy.Continue })
                CheckErrorPolicies(stages[entry.Key].Select(other => PlacedEntry.Of(other).ReplacedBy(entry)));
        }

        // 3. Each consumer, after its own groups.
        foreach (var (consumer, own) in entries.Consumers)
        {
            foreach (var entry in own)
            {
                var found = places[entry.Key].Among(knowing);
                foreach (var replaced in config.Consumers[consumer].Groups
                    .Select(g => byGroup.GetValueOrDefault(g)?.GetValueOrDefault(entry.Key))
                    .OfType<CompiledEntry>())
                    found = found.Select(f => f with { Entry = f.Take(replaced) });
                Check(entry, found);
            }
        }
    }

    private void Check(CompiledEntry entry, IEnumerable<FoundPlace> found)
    {
        foreach (var place in found)
        {
            CheckErrorPolicy(place.Take(entry));
            if (place.Entry is { IsBeforeCaller: true, IsEnabled: true } replaced)
                Report(entry, $"it replaces {replaced.Entry.Where} on route '{place.Route}', whose stage {Name(replaced.Stage)} isn't "
                    + "later than authentication and runs before the caller is authenticated. Give it its own 'id' to run both.");
            else if (place.Take(entry) is { IsBeforeCaller: true } early)
                Report(entry, $"its stage {Name(early.Stage)} isn't later than authentication; plugins of groups and consumers run after "
                    + "the caller is authenticated. Give it a later 'stage'.");
        }
    }

    private void CheckErrorPolicies(IEnumerable<PlacedEntry> placed)
    {
        foreach (var entry in placed)
            CheckErrorPolicy(entry);
    }

    /// <summary>The stage may be inherited from a replaced entry and differ from the plugin's own.</summary>
    private void CheckErrorPolicy(PlacedEntry placed)
    {
        if (placed is { Stage: PluginStage.Authentication or PluginStage.Authorization, Entry.Entry.OnError: PluginErrorPolicy.Continue })
            Report(placed.Entry,
                $"onError is 'continue' at the stage {Name(placed.Stage)}; authentication and authorization can only reject.");
    }

    private void Report(CompiledEntry entry, string message)
    {
        if (_reported.Add(entry))
            errors.Add(entry.Piece, message, entry.Entry.Location);
    }

    private static string Name(PluginStage stage) => $"'{EnumNames.Key(stage.ToString())}'";
}
