namespace GatewayKit.Tokens;

/// <summary>Keys from the configuration.</summary>
internal sealed class FixedKeys(KeySet keys) : IKeySource
{
    public KeySet? Current => keys;

    public void Touch()
    {
        // Keys of the configuration change with it.
    }

    public ValueTask<KeySet?> GetAsync(CancellationToken cancellation) => new(keys);

    public ValueTask<KeySet?> RefreshAsync(KeySet known, string? keyId, CancellationToken cancellation) => new(keys);
}
