using GatewayKit.Configuration;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Compilation;

/// <summary>
/// Checks what depends on the place that an entry has among those of other scopes, in every combination of a route and a caller that can
/// occur. Each route, group and consumer is looked at once.
/// </summary>
internal sealed class PlaceChecker(
    IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> groups,
    IReadOnlyDictionary<string, (IReadOnlyList<string> Groups, IReadOnlyList<CompiledEntry> Entries)> consumers,
    ConfigErrors errors)
{
    private readonly HashSet<CompiledEntry> _reported = [];

    public void Check(IEnumerable<PipelineComposer> routes)
    {
        // 1. Each route: what every caller has, and where a caller's entries will find it.
        var places = groups.Values.Concat(consumers.Values.Select(c => c.Entries)).SelectMany(e => e)
            .Select(e => e.Key).Distinct().ToDictionary(key => key, _ => new EntryPlaces());
        var knowing = 0;
        foreach (var route in routes)
        {
            foreach (var placed in route.Placed)
                CheckErrorPolicy(placed);
            if (!route.KnowsCallers)
                continue;

            knowing++;
            foreach (var placed in route.Placed)
                places.GetValueOrDefault(placed.Entry.Key)?.Add(placed, route.RouteId);
        }

        // 2. Each group by itself: a caller may be in any of them, as its token says. Beside other groups an entry comes to stand where they
        //    have put it, which is after the caller is known; it may still be a stage at which a plugin can only reject.
        var byGroup = groups.ToDictionary(g => g.Key, g => g.Value.ToDictionary(e => e.Key), StringComparer.OrdinalIgnoreCase);
        var stages = groups.Values.SelectMany(e => e).Where(e => e.Entry.Stage is not null).ToLookup(e => e.Key);
        foreach (var entry in groups.Values.SelectMany(e => e))
        {
            Check(entry, places[entry.Key].Among(knowing));
            if (entry.Entry is { Stage: null, OnError: PluginErrorPolicy.Continue })
                CheckErrorPolicies(stages[entry.Key].Select(other => PlacedEntry.Of(other).ReplacedBy(entry)));
        }

        // 3. Each consumer, behind its own groups.
        foreach (var (ofGroups, entries) in consumers.Values)
        {
            foreach (var entry in entries)
            {
                var found = places[entry.Key].Among(knowing);
                foreach (var replaced in ofGroups.Select(g => byGroup.GetValueOrDefault(g)?.GetValueOrDefault(entry.Key)).OfType<CompiledEntry>())
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
                Report(entry, $"it replaces {replaced.Entry.Where} on route '{place.Route}', whose stage {Name(replaced.Stage)} is not later than authentication and has run before the caller is known. Give it an 'id' of its own to run it beside that one.");
            else if (place.Take(entry) is { IsBeforeCaller: true } early)
                Report(entry, $"its stage {Name(early.Stage)} is not later than authentication; a group's or consumer's plugins run once the caller is known. Give it a later 'stage'.");
        }
    }

    private void CheckErrorPolicies(IEnumerable<PlacedEntry> placed)
    {
        foreach (var entry in placed)
            CheckErrorPolicy(entry);
    }

    /// <summary>The stage may be that of an entry which is replaced, and so another one than the plugin's own.</summary>
    private void CheckErrorPolicy(PlacedEntry placed)
    {
        if (placed is { Stage: PluginStage.Authentication or PluginStage.Authorization, Entry.Entry.OnError: PluginErrorPolicy.Continue })
            Report(placed.Entry, $"onError is 'continue' at the stage {Name(placed.Stage)}; authentication and authorization can only reject.");
    }

    private void Report(CompiledEntry entry, string message)
    {
        if (_reported.Add(entry))
            errors.Add(entry.Where, message, entry.Entry.Place);
    }

    private static string Name(PluginStage stage) => $"'{EnumNames.Key(stage.ToString())}'";
}
