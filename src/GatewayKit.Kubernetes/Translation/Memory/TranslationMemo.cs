using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The results of the parts of the translation.</summary>
/// <remarks>
/// A round is the translation of one state: 1. <see cref="Begin"/> marks the results that were computed from resources that differ, and
/// those that were computed from these results. 2. Parts read each other's results. A marked result is computed again if something that it
/// was computed from has changed indeed. 3. <see cref="End"/> forgets the results that are no longer read.
/// </remarks>
internal sealed class TranslationMemo
{
    /// <summary>The tables of the parts.</summary>
    private readonly Dictionary<object, object> _tables = [];

    private readonly ResourceReaders[] _readers = [.. Sources.All.Select(source => new ResourceReaders(source))];

    /// <summary>The rounds in which the maps changed last.</summary>
    private readonly long[] _changedAt = new long[Sources.All.Length];

    /// <summary>The results that the translation itself reads.</summary>
    private readonly List<MemoNode> _used = [];

    private readonly Stack<MemoNode> _mayBeUnused = [];

    /// <summary>The results of parts that have caught an unexpected exception.</summary>
    private readonly List<MemoNode> _failed = [];

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

        Round++;
        Failures = [];
        foreach (var node in _failed)
            node.Doubt();
        _failed.Clear();
        foreach (var source in Sources.All)
        {
            if (ReferenceEquals(source.Map(State), source.Map(state)))
                continue;

            _changedAt[source.Index] = Round;
            _readers[source.Index].Doubt(State, state);
        }

        State = state;
    }

    /// <summary>Forgets all results. After an exception that no part has caught, some of them are older than the state.</summary>
    public void Clear()
    {
        _tables.Clear();
        foreach (var readers in _readers)
            readers.Clear();
        _used.Clear();
        _mayBeUnused.Clear();
        _failed.Clear();
        _secrets.Clear();
        _configMaps.Clear();
    }

    public void Add(TranslationFailure failure) => Failures = Failures.Add(failure);

    /// <summary>Computes a result again in the next round, even if nothing has changed.</summary>
    public void Repeat(MemoNode node) => _failed.Add(node);

    /// <summary>Returns whether a map has changed after a round.</summary>
    public bool HasChanged(ResourceSource source, long round) => _changedAt[source.Index] > round;

    public ResourceReaders ReadersOf(ResourceSource source) => _readers[source.Index];

    public KeyedNode<TKey, TValue> Node<TKey, TValue>(MemoPart<TKey, TValue> part, TKey key)
        where TKey : notnull
    {
        if (!_tables.TryGetValue(part, out var table))
            _tables.Add(part, table = new MemoTable<TKey, TValue>(part));
        return ((MemoTable<TKey, TValue>)table).Node(key, this);
    }

    /// <summary>Keeps a result because the translation itself reads it in this round.</summary>
    public void Use(MemoNode node)
    {
        if (node.UsedAt == 0)
            _used.Add(node);
        node.UsedAt = Round;
    }

    /// <summary>Looks at the end of the round whether a result is still read.</summary>
    public void MayBeUnused(MemoNode node) => _mayBeUnused.Push(node);

    public void End()
    {
        _used.RemoveAll(node =>
        {
            if (node.UsedAt == Round)
                return false;

            node.UsedAt = 0;
            MayBeUnused(node);
            return true;
        });
        while (_mayBeUnused.TryPop(out var node))
        {
            if (node.UsedAt == 0 && !node.HasReaders)
                node.Remove(this);
        }
    }

    /// <summary>Counts the reads of a result instead of those that it had before.</summary>
    public void Uses(Dependencies before, Dependencies now)
    {
        _secrets.Replace(before, now);
        _configMaps.Replace(before, now);
    }
}
