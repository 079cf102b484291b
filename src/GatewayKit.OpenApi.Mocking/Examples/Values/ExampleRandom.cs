namespace GatewayKit.OpenApi.Mocking.Examples.Values;

/// <summary>SplitMix64 (Steele, Lea, Flood, 2014): the same on every runtime, unlike <see cref="Random"/>.</summary>
internal struct ExampleRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Creates a generator for a seed, a key and a variant. The key is hashed with FNV-1a, which gives the same result in every
    /// process.</summary>
    public static ExampleRandom For(int seed, string key, long variant)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in key)
            hash = (hash ^ character) * 1099511628211UL;
        var random = new ExampleRandom(hash ^ ((ulong)(uint)seed << 32));
        return new ExampleRandom(random.Next() ^ (ulong)variant);
    }

    public ulong Next()
    {
        var value = _state += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>Returns a number from 0 up to but not including a limit, which is at least 1.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>Returns a number between a minimum and a maximum, both inclusive.</summary>
    public int Between(int least, int greatest) => (int)(least + (long)(((Next() >> 32) * (ulong)((long)greatest - least + 1)) >> 32));

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
