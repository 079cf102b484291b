using System.Collections.Concurrent;

namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>The fills in progress, and the requests whose last response couldn't be stored.</summary>
internal sealed class FillTable(TimeProvider time)
{
    private const int Marks = 4096;
    private static readonly TimeSpan s_markTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Fill> _fills = new(StringComparer.Ordinal);

    // By hash; a collision only means that some requests don't wait for each other.
    private readonly long[] _marks = new long[Marks];

    /// <summary>Starts a fill, unless there is one.</summary>
    /// <returns>Whether the returned fill is new.</returns>
    public bool TryStart(string key, out Fill fill)
    {
        var started = new Fill(this, key);
        fill = _fills.GetOrAdd(key, started);
        return ReferenceEquals(fill, started);
    }

    /// <summary>Returns whether a recent response couldn't be stored, so that requests don't wait for each other.</summary>
    public bool IsMarked(string key)
        => Volatile.Read(ref _marks[Index(key)]) is > 0 and var marked && time.GetElapsedTime(marked - 1) < s_markTime;

    public void Mark(string key) => Volatile.Write(ref _marks[Index(key)], time.GetTimestamp() + 1);

    public void Unmark(string key) => Volatile.Write(ref _marks[Index(key)], 0);

    public void Remove(Fill fill) => _fills.TryRemove(new KeyValuePair<string, Fill>(fill.Key, fill));

    private static int Index(string key) => (int)((uint)key.GetHashCode(StringComparison.Ordinal) % Marks);
}
