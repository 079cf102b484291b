using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The results of the parts of the translation.</summary>
/// <remarks>
/// A round is the translation of one state: 1. <see cref="Begin"/> notes which maps have changed. 2. Parts read each other's results,
/// and each result is checked once: it is kept if all that it was computed from is unchanged. 3. <see cref="End"/> forgets the
/// results that nothing read.
/// </remarks>
internal sealed class TranslationMemo
{
    private readonly Dictionary<object, IMemoTable> _tables = [];
    private readonly bool[] _changed = new bool[Sources.All.Length];

    private readonly ReadCounts _secrets = new(Sources.Secrets);
    private readonly ReadCounts _configMaps = new(Sources.ConfigMaps);

    public long Round { get; private set; }

    public ClusterState State { get; private set; } = ClusterState.Empty;

    public TranslationOptions Options { get; private set; } = new();

    /// <summary>The Secrets and ConfigMaps that the results were computed from.</summary>
    public UsedResources Used => new(_secrets.Names, _configMaps.Names);

    /// <summary>The failures of this round.</summary>
    public ImmutableArray<TranslationFailure> Failures { get; private set; } = [];

    public void Begin(ClusterState state, TranslationOptions options)
    {
        var withoutFailures = options with { ListenerFailures = Options.ListenerFailures };
        if (withoutFailures != Options)
        {
            Clear();
            Options = options with { ListenerFailures = [] };
        }

        Failures = [];
        foreach (var source in Sources.All)
            _changed[source.Index] = !ReferenceEquals(source.Map(State), source.Map(state));
        State = state;
        Round++;
    }

    /// <summary>Forgets all results. After an exception that no part has caught, some of them are older than the state.</summary>
    public void Clear()
    {
        _tables.Clear();
        _secrets.Clear();
        _configMaps.Clear();
    }

    public void Add(TranslationFailure failure) => Failures = Failures.Add(failure);

    public bool HasChanged(ResourceSource source) => _changed[source.Index];

    public KeyedNode<TKey, TValue> Node<TKey, TValue>(MemoPart<TKey, TValue> part, TKey key)
        where TKey : notnull
    {
        if (!_tables.TryGetValue(part, out var table))
            _tables.Add(part, table = new MemoTable<TKey, TValue>(part));
        return ((MemoTable<TKey, TValue>)table).Node(key);
    }

    public void End()
    {
        foreach (var table in _tables.Values)
            table.RemoveUnread(this);
    }

    /// <summary>Counts the reads of a result instead of those that it had before.</summary>
    public void Uses(Dependencies before, Dependencies now)
    {
        _secrets.Replace(before, now);
        _configMaps.Replace(before, now);
    }
}
