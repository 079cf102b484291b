namespace GatewayKit.Acme.Protocol;

/// <summary>The unused nonces of a server (RFC 8555, section 6.5). Not for use by several threads.</summary>
internal sealed class NoncePool
{
    private const int Most = 10;

    private readonly Queue<string> _nonces = new();

    /// <summary>Keeps a nonce. An invalid one is ignored (RFC 8555, section 6.5.1).</summary>
    public void Add(string? nonce)
    {
        if (Base64UrlText.IsValid(nonce) && _nonces.Count < Most)
            _nonces.Enqueue(nonce);
    }

    /// <summary>Removes and returns a nonce; null if there is none.</summary>
    public string? Take() => _nonces.TryDequeue(out var nonce) ? nonce : null;
}
