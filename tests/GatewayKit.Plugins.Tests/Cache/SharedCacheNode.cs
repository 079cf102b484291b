using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>The connection of a node to the shared store, which can be lost.</summary>
internal sealed class SharedCacheNode(SharedCache store) : IDistributedCache
{
    private int _calls;

    /// <summary>Gets or sets what happens to a call before it reaches the store.</summary>
    public Func<Task> Connection { get; set; } = () => Task.CompletedTask;

    /// <summary>Gets or sets the keys that can't be read.</summary>
    public IReadOnlySet<string> Hidden { get; set; } = new HashSet<string>();

    /// <summary>Gets the keys that were read.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    public SharedCache Store => store;

    public int Calls => Volatile.Read(ref _calls);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Read.Enqueue(key);
        await ConnectAsync();
        return Hidden.Contains(key) ? throw new IOException("lost") : store.Values.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await ConnectAsync();
        Assert.InRange(options.AbsoluteExpirationRelativeToNow!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(4));
        store.Values[key] = value;
        if (value.Length != 16)
            store.Writes.Release();
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await ConnectAsync();
        store.Values.TryRemove(key, out _);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    private Task ConnectAsync()
    {
        Interlocked.Increment(ref _calls);
        return Connection();
    }
}
