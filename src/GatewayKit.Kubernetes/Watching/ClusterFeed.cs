using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>Combines the changes of the stores to states of the cluster: those that come within a short time are one state.</summary>
internal sealed class ClusterFeed(TimeProvider time) : IStoreChanges, IDisposable
{
    /// <summary>The time without a change after which a state is complete.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest time that a change waits for others.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>The time that the first change waits for others after a while without any. Most changes come alone.</summary>
    public static readonly TimeSpan Alone = TimeSpan.FromMilliseconds(4);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private long _version;
    private long? _lastRead;

    /// <summary>Called when the status of a resource has changed, or, without a name, of all resources of a kind.</summary>
    public event Action<ResourceKind, ResourceName?>? StatusSeen;

    public void Changed()
    {
        Interlocked.Increment(ref _version);
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The reader hasn't seen the previous change yet, and will see both.
        }
    }

    public void StatusChanged(ResourceKind kind, ResourceName? name) => StatusSeen?.Invoke(kind, name);

    /// <summary>Returns the next state, once every kind was listed and a change has come.</summary>
    public async Task<ClusterState> NextAsync(ClusterStores stores, CancellationToken cancellation)
    {
        do
            await _changed.WaitAsync(cancellation).ConfigureAwait(false);
        while (!stores.AreSynced);

        var started = time.GetTimestamp();
        var quiet = _lastRead is { } last && time.GetElapsedTime(last, started) >= Longest ? Alone : Quiet;
        long version;
        do
        {
            version = Interlocked.Read(ref _version);
            await Task.Delay(quiet, time, cancellation).ConfigureAwait(false);
            quiet = Quiet;
        }
        while (Interlocked.Read(ref _version) != version && time.GetElapsedTime(started) < Longest);

        // What is read now includes the changes until now.
        _changed.Wait(0, CancellationToken.None);
        _lastRead = time.GetTimestamp();
        return stores.Read();
    }

    public void Dispose() => _changed.Dispose();
}
