using System.Collections.Concurrent;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>
/// The passwords that were verified lately, as digests of user name, password and stored hash. Two generations bound their number: when the
/// younger one is full, it replaces the older one, which drops those that weren't used meanwhile.
/// </summary>
/// <param name="capacity">The maximum number of digests in both generations.</param>
internal sealed class VerifiedPasswords(int capacity = VerifiedPasswords.DefaultCapacity)
{
    /// <summary>About 10 MB.</summary>
    public const int DefaultCapacity = 100_000;

    private ConcurrentDictionary<KeyedDigest, long> _young = new();
    private ConcurrentDictionary<KeyedDigest, long> _old = new();
    private int _count;

    /// <summary>Returns whether a password was verified, and was last used not longer ago than a duration. Doesn't allocate for a
    /// password in
    /// frequent use.</summary>
    public bool Contains(in KeyedDigest digest, TimeSpan duration, TimeProvider time)
    {
        if (!_young.TryGetValue(digest, out var used) && !_old.TryGetValue(digest, out used))
            return false;

        var age = time.GetElapsedTime(used);
        if (age >= duration)
            return false;

        // Not for each request: cores that use the same password would wait for each other.
        if (age > duration / 8)
            Add(digest, time);
        return true;
    }

    public void Add(in KeyedDigest digest, TimeProvider time)
    {
        var now = time.GetTimestamp();
        if (_young.TryAdd(digest, now))
        {
            if (Interlocked.Increment(ref _count) >= capacity / 2)
                StartGeneration();
        }
        else
        {
            _young[digest] = now;
        }
    }

    private void StartGeneration()
    {
        lock (this)
        {
            if (Volatile.Read(ref _count) < capacity / 2)
                return;

            _old = _young;
            _young = new ConcurrentDictionary<KeyedDigest, long>();
            Volatile.Write(ref _count, 0);
        }
    }
}
