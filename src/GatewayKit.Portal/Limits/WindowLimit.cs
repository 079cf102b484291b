namespace GatewayKit.Portal.Limits;

/// <summary>
/// Limits events by key in windows of time, which are the same for all keys. The number of keys is bounded: an event of another key isn't
/// allowed until the next window.
/// </summary>
/// <param name="maximum">The maximum number of events of a key in a window.</param>
/// <param name="window">The length of a window.</param>
/// <param name="time">The clock.</param>
internal sealed class WindowLimit<TKey>(int maximum, TimeSpan window, TimeProvider time)
    where TKey : notnull
{
    /// <summary>The maximum number of keys in a window.</summary>
    public const int MaximumKeys = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, int> _counts = [];
    private readonly long _start = time.GetTimestamp();
    private long _window;

    /// <summary>Counts an event if it is allowed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wait">The time until the next window; zero for an event that is allowed.</param>
    /// <returns>Whether it is allowed.</returns>
    public bool TryCount(TKey key, out TimeSpan wait)
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_start).Ticks;
            if (elapsed / window.Ticks is var current && current != _window)
            {
                _counts.Clear();
                _window = current;
            }

            var count = _counts.GetValueOrDefault(key);
            if (count >= maximum || (count == 0 && _counts.Count >= MaximumKeys))
            {
                wait = TimeSpan.FromTicks(window.Ticks - (elapsed % window.Ticks));
                return false;
            }

            _counts[key] = count + 1;
            wait = TimeSpan.Zero;
            return true;
        }
    }
}
