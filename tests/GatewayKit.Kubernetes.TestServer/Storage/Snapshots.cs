using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>The states of a collection from which clients read further pages. Only the latest are kept.</summary>
internal sealed class Snapshots
{
    private const int Limit = 16;

    private readonly Lock _lock = new();
    private readonly List<(long Version, ImmutableSortedSet<StoredObject> Objects)> _states = [];

    public void Keep(long version, ImmutableSortedSet<StoredObject> objects)
    {
        lock (_lock)
        {
            if (_states.Exists(state => state.Version == version))
                return;

            _states.Add((version, objects));
            if (_states.Count > Limit)
                _states.RemoveAt(0);
        }
    }

    public ImmutableSortedSet<StoredObject>? Find(long version)
    {
        lock (_lock)
            return _states.Find(state => state.Version == version).Objects;
    }

    public void Clear()
    {
        lock (_lock)
            _states.Clear();
    }
}
