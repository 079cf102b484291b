using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>The objects of one kind, as the reflectors of its namespaces see them.</summary>
/// <param name="kind">The kind.</param>
/// <param name="spaces">The watched namespaces; null alone for all.</param>
/// <param name="changes">Gets a signal when <see cref="Current"/> or <see cref="IsSynced"/> changes, or a status.</param>
internal class ResourceStore<T>(WatchedKind kind, IEnumerable<string?> spaces, IStoreChanges changes) : IResourceStore
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _unsynced = [.. spaces.Select(space => space ?? "")];
    private ImmutableDictionary<ResourceName, T> _current = [];
    private ImmutableDictionary<ResourceName, T> _latest = [];
    private ApiKind? _served;
    private bool _isSynced;

    public WatchedKind Kind => kind;

    public ApiKind? Served => Volatile.Read(ref _served);

    public bool IsSynced => Volatile.Read(ref _isSynced);

    public int Count => Volatile.Read(ref _latest).Count;

    /// <summary>The objects for translation: a status that the gateway itself writes may be an old one.</summary>
    public ImmutableDictionary<ResourceName, T> Current => Volatile.Read(ref _current);

    public IEnumerable<IKubernetesObject<V1ObjectMeta>> Objects => Volatile.Read(ref _latest).Values;

    public IKubernetesObject<V1ObjectMeta>? Latest(ResourceName name) => Volatile.Read(ref _latest).GetValueOrDefault(name);

    /// <summary>Replaces the objects of a namespace with those of a list.</summary>
    public void Replace(string? space, ApiKind? served, IReadOnlyCollection<T> items)
    {
        var isChanged = false;
        lock (_lock)
        {
            Volatile.Write(ref _served, served);
            var (current, latest) = (_current.ToBuilder(), _latest.ToBuilder());
            var listed = new HashSet<ResourceName>(items.Count);
            foreach (var item in items)
            {
                listed.Add(ResourceName.Of(item));
                isChanged |= Set(current, latest, item);
            }

            foreach (var name in _latest.Keys.Where(name => (space is null || name.Namespace == space) && !listed.Contains(name)))
                isChanged |= Remove(current, latest, name);
            Publish(current, latest);
            if (_unsynced.Remove(space ?? "") && _unsynced.Count == 0)
            {
                Volatile.Write(ref _isSynced, true);
                isChanged = true;
            }
        }

        if (isChanged)
            changes.Changed();
        if (kind.HasOwnStatus)
            changes.StatusChanged(kind.Kind, null);
    }

    public void Load(IEnumerable<ReadOnlyMemory<byte>> items)
    {
        var loaded = new List<T>();
        foreach (var item in items)
        {
            using var document = JsonDocument.Parse(item);
            loaded.Add(ResourceReader.Read<T>(document.RootElement));
        }

        Replace(null, kind.Versions[0], loaded);
    }

    public void Set(T item)
    {
        bool isChanged;
        lock (_lock)
        {
            var (current, latest) = (_current.ToBuilder(), _latest.ToBuilder());
            isChanged = Set(current, latest, item);
            Publish(current, latest);
        }

        if (isChanged)
            changes.Changed();
        if (kind.HasOwnStatus)
            changes.StatusChanged(kind.Kind, ResourceName.Of(item));
    }

    public void Remove(ResourceName name)
    {
        bool isChanged;
        lock (_lock)
        {
            var (current, latest) = (_current.ToBuilder(), _latest.ToBuilder());
            isChanged = Remove(current, latest, name);
            Publish(current, latest);
        }

        if (isChanged)
            changes.Changed();
    }

    /// <summary>Called for each change of <see cref="Current"/>, one at a time.</summary>
    protected virtual void OnChange(T? before, T? after)
    {
    }

    private void Publish(ImmutableDictionary<ResourceName, T>.Builder current, ImmutableDictionary<ResourceName, T>.Builder latest)
    {
        Volatile.Write(ref _latest, latest.ToImmutable());
        Volatile.Write(ref _current, current.ToImmutable());
    }

    private bool Set(
        ImmutableDictionary<ResourceName, T>.Builder current, ImmutableDictionary<ResourceName, T>.Builder latest, T item)
    {
        var name = ResourceName.Of(item);
        if (latest.TryGetValue(name, out var before) && before.Metadata.ResourceVersion is { Length: > 0 } version
            && version == item.Metadata.ResourceVersion)
            return false;

        latest[name] = item;
        current.TryGetValue(name, out var old);
        if (old is not null && kind.HasOwnStatus && ObjectChange.IsOfStatusOnly(old.Metadata, item.Metadata))
            return false;

        current[name] = item;
        OnChange(old, item);
        return true;
    }

    private bool Remove(
        ImmutableDictionary<ResourceName, T>.Builder current, ImmutableDictionary<ResourceName, T>.Builder latest, ResourceName name)
    {
        latest.Remove(name);
        if (!current.TryGetValue(name, out var old))
            return false;

        current.Remove(name);
        OnChange(old, null);
        return true;
    }
}
