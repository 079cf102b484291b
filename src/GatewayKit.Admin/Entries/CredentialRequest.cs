namespace GatewayKit.Admin.Entries;

/// <summary>A request for an API key of a consumer.</summary>
internal sealed record CredentialRequest
{
    /// <summary>The name of the key: 1 to 64 letters, digits, dots, hyphens and underscores. Default: a random one.</summary>
    public string? Id { get; init; }

    /// <summary>The beginning of the key, which shows its purpose, such as <c>shop_live_</c>. Default: <c>gwk_</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>The time from which the key is rejected. Default: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: a text with the id of the key.</summary>
    public string? Message { get; init; }
}
