using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>The entries that each caller adds to a route.</summary>
internal sealed class CallerScopes
{
    /// <summary>The maximum number of cached group sets of callers from outside the configuration, such as a token's claims.</summary>
    private const int Bound = 1000;

    // Only these: entries of other scopes would keep the assemblies of their plugins loaded, since the scopes outlive their configuration.
    private readonly IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> _ofGroups;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> _ofConsumers;
    private readonly ImmutableDictionary<string, GatewayConsumer> _source;
    private readonly FrozenDictionary<string, IReadOnlyList<CompiledEntry>> _groups;
    private readonly Dictionary<string, CallerScope?> _consumers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CallerScope> _byGroups = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="config">The configuration, for the groups of each consumer.</param>
    /// <param name="entries">The compiled entries.</param>
    public CallerScopes(GatewayConfig config, CompiledEntries entries)
    {
        (_ofGroups, _ofConsumers, _source) = (entries.Groups, entries.Consumers, config.Consumers);
        _groups = entries.Groups.Where(g => g.Value.Count > 0).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        IsEmpty = _groups.Count == 0 && entries.Consumers.Count == 0;
        if (IsEmpty)
            return;

        _consumers.EnsureCapacity(config.Consumers.Count);
        foreach (var (name, consumer) in config.Consumers)
            _consumers.Add(name, entries.Consumers.TryGetValue(name, out var own)
                ? new CallerScope([.. consumer.Groups.SelectMany(EntriesOf), .. own])
                : ForGroups(consumer.Groups));
    }

    public bool IsEmpty { get; }

    /// <summary>Returns whether the next configuration can use these scopes: its consumers, and the entries of groups and consumers,
    /// are the same objects.</summary>
    public bool IsOf(GatewayConfig config, CompiledEntries entries)
        => (ReferenceEquals(_source, config.Consumers) || (_source.IsEmpty && config.Consumers.IsEmpty))
            && AreSame(_ofGroups, entries.Groups) && AreSame(_ofConsumers, entries.Consumers);

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

    private static bool AreSame(
        IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> one, IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> other)
        => one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var list) && ReferenceEquals(list, entry.Value));

    private IReadOnlyList<CompiledEntry> EntriesOf(string group) => _groups.GetValueOrDefault(group) ?? [];
}
