namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>
/// What docs/concepts.md says about scopes, stages and the way down and up, written down as plainly as can be: every list is made
/// again for every caller, and every caller is tried on every route.
/// </summary>
internal sealed class PipelineModel(Scenario scenario)
{
    /// <summary>Whether a gateway may serve the configuration.</summary>
    public bool IsValid()
    {
        var ofRoutes = scenario.Clusters.Concat(scenario.Routes).SelectMany(e => e).Concat(scenario.Global);
        var ofCallers = scenario.Groups.Concat(scenario.Consumers).SelectMany(e => e);
        if (ofRoutes.Any(e => e.Authenticates && e.OwnStage > PluginStage.Authentication)
            || ofCallers.Any(e => e.Stage <= PluginStage.Authentication || e.Authenticates))
            return false;
        if (ofRoutes.Concat(ofCallers).Any(e => e.Continues && (e.Authenticates || IsChecking(e.OwnStage))))
            return false;

        Entry[][][] routes = [.. Enumerable.Range(0, 2).Select(ScopesOf)];
        Entry[][][] knowing = [.. routes.Where(r => Order(r).Any(e => e.Entry.Authenticates))];
        return routes.All(r => All(r).All(MayFail)) && (knowing.Length == 0 ? [[]] : knowing).All(r => Callers().All(c => IsValid(r, c)));
    }

    /// <summary>The journal of an exchange.</summary>
    public List<string> Run(int route, Caller? caller)
    {
        var journal = new List<string>();
        var states = new Dictionary<Entry, string>();
        var reached = new List<Entry>();
        var isKnown = false;
        Entry[] first = [.. Order(ScopesOf(route)).Where(e => e.Stage <= PluginStage.Authentication).Select(e => e.Entry)];
        foreach (var entry in first)
        {
            reached.Add(entry);
            if (entry.Authenticates)
            {
                Write(entry, "authentication");
                if (caller is null)
                    return Up(reached.Count - 1);
                isKnown = true;
            }

            Write(entry, "request");
            if (entry.Answers)
                return Up(reached.Count - 1);
        }

        var scopes = ScopesOf(route).Concat(isKnown ? ScopesOf(caller!) : []).ToArray();
        foreach (var (entry, _) in Order(scopes).Where(e => e.Stage > PluginStage.Authentication))
        {
            reached.Add(entry);
            Write(entry, "request");
            if (entry.Answers)
                return Up(reached.Count - 1);
        }

        foreach (var entry in reached)
            Write(entry, "upstream-request");
        return Up(reached.Count);

        List<string> Up(int from)
        {
            foreach (var entry in reached.Take(from).Reverse())
                Write(entry, "response");
            foreach (var entry in Enumerable.Reverse(reached))
                Write(entry, "completion");
            return journal;
        }

        void Write(Entry entry, string hook)
        {
            journal.Add($"{entry.Label} {hook} {states.GetValueOrDefault(entry)}");
            states[entry] = entry.Label;
        }
    }

    /// <summary>What runs, in its order.</summary>
    private static IEnumerable<(Entry Entry, PluginStage Stage)> Order(Entry[][] scopes)
        => All(scopes).Where(e => e.Entry.Enabled).OrderBy(e => e.Stage);

    /// <summary>The most specific entry of each plugin and id, at the place of the least specific,
    /// at the stage that was named last.</summary>
    private static IEnumerable<(Entry Entry, PluginStage Stage)> All(Entry[][] scopes)
        => scopes
            .SelectMany(e => e)
            .GroupBy(e => (e.Plugin, e.Id))
            .Select(same => (same.Last(), same.LastOrDefault(e => e.Stage is not null)?.Stage ?? same.First().OwnStage));

    /// <summary>Whether each entry of a caller finds, on a route, nothing that has run already,
    /// and no place before the caller is known.</summary>
    private static bool IsValid(Entry[][] route, Entry[][] caller)
    {
        for (var scopes = 1; scopes <= caller.Length; scopes++)
        {
            var before = All([.. route, .. caller[..(scopes - 1)]]).ToDictionary(e => (e.Entry.Plugin, e.Entry.Id));
            foreach (var (entry, stage) in All([.. route, .. caller[..scopes]]).Where(e => caller[scopes - 1].Contains(e.Entry)))
            {
                if (stage <= PluginStage.Authentication || !MayFail((entry, stage)))
                    return false;
                if (before.TryGetValue((entry.Plugin, entry.Id), out var replaced)
                    && replaced is { Entry.Enabled: true, Stage: <= PluginStage.Authentication })
                    return false;
            }
        }

        return true;
    }

    /// <summary>Every caller that can come: the consumers, and strangers of any groups in any order.</summary>
    private IEnumerable<Entry[][]> Callers()
    {
        foreach (var consumer in Scenario.ConsumerNames)
            yield return ScopesOf(new Caller(consumer, []));
        foreach (var groups in Arrangements(Scenario.GroupNames))
            yield return ScopesOf(new Caller("stranger", groups));
    }

    private static IEnumerable<string[]> Arrangements(string[] names)
        => names.SelectMany(name => Arrangements([.. names.Where(n => n != name)]).Select(rest => (string[])[name, .. rest])).Prepend([]);

    private Entry[][] ScopesOf(int route) => [scenario.Global, scenario.Clusters[route], scenario.Routes[route]];

    private Entry[][] ScopesOf(Caller caller)
        => Array.IndexOf(Scenario.ConsumerNames, caller.Name) is var index and >= 0
            ? [.. Scenario.GroupsOf(caller.Name).Select(scenario.GroupEntries), scenario.Consumers[index]]
            : [.. caller.Groups.Select(scenario.GroupEntries)];

    private static bool MayFail((Entry Entry, PluginStage Stage) placed) => !placed.Entry.Continues || !IsChecking(placed.Stage);

    private static bool IsChecking(PluginStage stage) => stage is PluginStage.Authentication or PluginStage.Authorization;
}
