namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>The result of the rules of an entry for an answer, apart from the checks that depend on the request.</summary>
internal sealed class CheckedToken
{
    /// <summary>The result for a request with the token.</summary>
    public required AuthenticationResult Result { get; init; }

    /// <summary>The thumbprint of the client certificate that the token is bound to; null if it isn't bound.</summary>
    public string? Certificate { get; init; }

    /// <summary>The headers for the upstream.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
