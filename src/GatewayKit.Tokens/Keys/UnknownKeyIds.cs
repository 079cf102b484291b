namespace GatewayKit.Tokens;

/// <summary>Remembers key ids that the issuer didn't have, so that tokens with these ids don't cause another fetch for a while.</summary>
internal sealed class UnknownKeyIds(TimeProvider time)
{
    private const int Maximum = 256;

    // Short: an issuer may publish a key after it has signed the first tokens, and a client may know the id before the issuer has the key.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public bool Contains(string keyId)
    {
        lock (_lock)
            return _ids.TryGetValue(keyId, out var since) && time.GetElapsedTime(since) < s_lifetime;
    }

    public void Add(string keyId)
    {
        lock (_lock)
        {
            // Invented ids displace the others; a fetch is then still possible only once per interval.
            if (_ids.Count >= Maximum)
                _ids.Clear();
            _ids[keyId] = time.GetTimestamp();
        }
    }

    public void Clear()
    {
        lock (_lock)
            _ids.Clear();
    }
}
