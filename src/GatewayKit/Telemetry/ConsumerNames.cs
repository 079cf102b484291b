using System.Collections.Concurrent;

namespace GatewayKit.Telemetry;

/// <summary>The consumers that are counted by name: the first ones. All others have one name.</summary>
/// <param name="limit">The maximum number of names; 0 for none.</param>
internal sealed class ConsumerNames(int limit)
{
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Returns the name to count a consumer with; null if consumers aren't counted.</summary>
    public string? Find(string consumer)
    {
        if (limit == 0)
            return null;
        if (_names.TryGetValue(consumer, out var name))
            return name;
        if (Volatile.Read(ref _count) >= limit)
            return Other;
        if (Interlocked.Increment(ref _count) > limit || !_names.TryAdd(consumer, consumer))
        {
            Interlocked.Decrement(ref _count);
            return _names.GetValueOrDefault(consumer, Other);
        }

        return consumer;
    }
}
