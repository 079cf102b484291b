using System.Collections.Concurrent;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>The values of a store that nodes share.</summary>
internal sealed class SharedCache
{
    public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts the values, apart from generations, that were written and not yet awaited.</summary>
    public SemaphoreSlim Writes { get; } = new(0);

    public async Task WrittenAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await Writes.WaitAsync(TimeSpan.FromSeconds(60)));
    }
}
