using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace GatewayKit.Compilation;

/// <summary>The entries that each caller adds to a route.</summary>
internal sealed class CallerScopes
{
    /// <summary>The maximum number of cached group sets of callers from outside the configuration, such as a token's claims.</summary>
    private const int Bound = 1000;

    private readonly FrozenDictionary<string, IReadOnlyList<CompiledEntry>> _groups;
    private readonly FrozenDictionary<string, CallerScope?> _consumers;
    private readonly ConcurrentDictionary<string, CallerScope> _byGroups = new(StringComparer.OrdinalIgnoreCase);

    public CallerScopes(
        IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> groups,
        IReadOnlyDictionary<string, (IReadOnlyList<string> Groups, IReadOnlyList<CompiledEntry> Entries)> consumers)
    {
        _groups = groups.Where(g => g.Value.Count > 0).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _consumers = consumers.ToFrozenDictionary(
            c => c.Key,
            c => c.Value.Entries.Count == 0 ? ForGroups(c.Value.Groups) : new CallerScope([.. c.Value.Groups.SelectMany(EntriesOf), .. c.Value.Entries]),
            StringComparer.Ordinal);
    }

    public bool IsEmpty => _groups.Count == 0 && _consumers.Values.All(scope => scope is null);

    public CallerScope? For(Consumer caller)
        => _consumers.TryGetValue(caller.Name, out var scope) ? scope : ForGroups(caller.Groups);

    private CallerScope? ForGroups(IReadOnlyList<string> groups)
    {
        var known = groups.Where(_groups.ContainsKey).ToArray();
        if (known.Length == 0)
            return null;

        var key = string.Join('\n', known);
        if (_byGroups.TryGetValue(key, out var scope))
            return scope;

        var isKept = _byGroups.Count < Bound;
        scope = new CallerScope([.. known.SelectMany(EntriesOf)], isKept);
        return isKept ? _byGroups.GetOrAdd(key, scope) : scope;
    }

    private IReadOnlyList<CompiledEntry> EntriesOf(string group) => _groups.GetValueOrDefault(group) ?? [];
}
