namespace GatewayKit.Tokens;

/// <summary>Provides the keys of an issuer.</summary>
internal interface IKeySource
{
    /// <summary>The keys, without waiting; null if there are none yet.</summary>
    KeySet? Current { get; }

    /// <summary>Fetches the keys again in the background if they are due. Call it for each request that uses a key.</summary>
    void Touch();

    /// <summary>Returns the keys; waits for them if there are none yet.</summary>
    /// <returns>The keys; null if they aren't available.</returns>
    ValueTask<KeySet?> GetAsync(CancellationToken cancellation);

    /// <summary>Returns newer keys for a token whose key is unknown, if the issuer may be asked for them now.</summary>
    /// <param name="known">The keys that don't have the key.</param>
    /// <param name="keyId">The id of the key; null if the token has none.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    ValueTask<KeySet?> RefreshAsync(KeySet known, string? keyId, CancellationToken cancellation);
}
