namespace GatewayKit.Plugins.KeyAuth;

/// <summary>
/// The keys of one configuration's consumers that were presented lately, so that a request with one of them needs neither the hash of
/// the key nor the directory. Only keys of consumers are stored, no secret and at most <see cref="Capacity"/>. A configuration with other
/// consumers has its own instance: a revoked key is never found.
/// </summary>
internal sealed class VerifiedKeys
{
    /// <summary>The number of keys; about half a megabyte. A power of two.</summary>
    public const int Capacity = 4096;

    private readonly UInt128 _key = KeyFingerprint.CreateKey();
    private VerifiedKey?[]? _places;

    /// <summary>Creates the fingerprint of a presented key.</summary>
    public KeyFingerprint Fingerprint(ReadOnlySpan<char> presented) => KeyFingerprint.Of(_key, presented);

    /// <summary>Finds a key; null if it must be verified.</summary>
    public VerifiedKey? Find(in KeyFingerprint fingerprint)
    {
        if (Volatile.Read(ref _places) is not { } places)
            return null;

        var place = Place(fingerprint);
        if (Volatile.Read(ref places[place]) is { } key && key.Fingerprint.Is(fingerprint))
            return key;
        return Volatile.Read(ref places[place ^ 1]) is { } other && other.Fingerprint.Is(fingerprint) ? other : null;
    }

    /// <summary>Stores a key that belongs to a consumer. It has two possible places; if both are taken, it replaces another one.</summary>
    public void Add(VerifiedKey key)
    {
        var places = Volatile.Read(ref _places)
            ?? Interlocked.CompareExchange(ref _places, new VerifiedKey?[Capacity], null)
            ?? _places;
        var place = Place(key.Fingerprint);
        if (Volatile.Read(ref places[place]) is not null && Volatile.Read(ref places[place ^ 1]) is null)
            place ^= 1;
        Volatile.Write(ref places[place], key);
    }

    private static int Place(in KeyFingerprint fingerprint) => (int)(fingerprint.First & (Capacity - 1));
}
