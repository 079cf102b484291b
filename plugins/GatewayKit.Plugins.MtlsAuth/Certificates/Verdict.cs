namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The result of verifying a certificate, which is remembered for a while.</summary>
internal sealed class Verdict
{
    /// <summary>Gets the result for the gateway.</summary>
    public required AuthenticationResult Result { get; init; }

    /// <summary>Gets the time until which it is valid.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets the version of the revocation lists that it was made with.</summary>
    public required long ListVersion { get; init; }

    /// <summary>Gets the headers for the upstream.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
