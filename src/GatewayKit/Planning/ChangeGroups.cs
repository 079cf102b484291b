using GatewayKit.Configuration;

namespace GatewayKit.Planning;

/// <summary>The changes that were found. Requests that a change affects in the same way are in one group.</summary>
/// <param name="before">The earlier configuration.</param>
/// <param name="after">The later configuration.</param>
internal sealed class ChangeGroups(GatewayConfig before, GatewayConfig after)
{
    private const int MostPairs = 100_000;
    private const int MostGroups = 1_000;

    private readonly Dictionary<(Handling Before, Handling After, string? Lost), ChangeGroup?> _pairs = [];
    private readonly Dictionary<string, ChangeGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _lost = new(StringComparer.Ordinal);
    private readonly HashSet<ChangeKind> _kinds = [];
    private ChangeGroup? _rest;

    /// <summary>The changes, the worst first, and those with the most requests first.</summary>
    public IReadOnlyList<PlannedChange> Changes =>
    [
        .. _groups.Values.Select(group => group.Change).OrderBy(change => change.Kind).ThenByDescending(change => change.Requests),
    ];

    /// <summary>The number of requests in changes beyond the maximum number.</summary>
    public long Unlisted => _rest?.Requests ?? 0;

    /// <summary>The kinds of all changes.</summary>
    public IReadOnlySet<ChangeKind> Kinds => new HashSet<ChangeKind>(_kinds);

    /// <summary>Returns the group of a request; null if nothing changes for it.</summary>
    /// <param name="old">The handling by the earlier configuration.</param>
    /// <param name="now">The handling by the later configuration.</param>
    /// <param name="consumer">The recorded consumer, or null.</param>
    public ChangeGroup? Find(Handling old, Handling now, string? consumer)
    {
        var lost = consumer is not null && old.Groups is not null && now.Groups is not null ? LostBy(consumer, old) : null;
        if (_pairs.TryGetValue((old, now, lost), out var group))
            return group;

        var differences = HandlingComparison.Compare(old, now);
        if (lost is not null)
            differences = [.. differences.Append(new PlannedDifference(ChangeKind.Caller, lost)).OrderBy(difference => difference.Kind)];
        group = differences.Count == 0 ? null : GroupOf(new PlannedChange(old.Described, now.Described, differences, 0, []));
        if (_pairs.Count < MostPairs)
            _pairs.Add((old, now, lost), group);
        return group;
    }

    /// <summary>Returns the group of a change: handlings that read the same are counted together.</summary>
    private ChangeGroup GroupOf(PlannedChange change)
    {
        _kinds.UnionWith(change.Differences.Select(difference => difference.Kind));
        var key = string.Join('\n',
            change.Differences.Select(difference => difference.Text).Prepend(change.After.Route).Prepend(change.Before.Route));
        if (_groups.TryGetValue(key, out var group))
            return group;
        if (_groups.Count >= MostGroups)
            return _rest ??= new ChangeGroup(change);

        group = new ChangeGroup(change);
        _groups.Add(key, group);
        return group;
    }

    /// <summary>Describes the credentials for a route that a consumer has lost; null if it has them all.</summary>
    private string? LostBy(string consumer, Handling old)
    {
        // Records can have any number of other names.
        if (!before.Consumers.ContainsKey(consumer))
            return null;
        if (!_lost.TryGetValue(consumer, out var lost))
            _lost.Add(consumer, lost = ConfigComparison.LostCredentials(before, after, consumer));

        if (lost.Count == 0)
            return null;

        string[] ofRoute = [.. lost.Where(type => Array.Exists(old.Plugins, entry => entry.Type.CredentialName == type))];
        return ofRoute.Length == 0 ? null : $"the consumer has lost credentials: {string.Join(", ", ofRoute)}";
    }
}
