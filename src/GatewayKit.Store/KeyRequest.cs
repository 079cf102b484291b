using GatewayKit.Authentication;

namespace GatewayKit.Store;

/// <summary>A request for an API key of a consumer, for the plugin <c>key-auth</c>.</summary>
public sealed record KeyRequest
{
    /// <summary>The name of the consumer, who must be an entry of the store.</summary>
    public required string Consumer { get; init; }

    /// <summary>The author of the revision, 1 to 200 characters.</summary>
    public required string Author { get; init; }

    /// <summary>The name of the key: 1 to 64 letters, digits, dots, hyphens and underscores, another one for each key of the consumer.
    /// Default: a random one.</summary>
    public string? Id { get; init; }

    /// <summary>The beginning of the key, which shows its purpose: 1 to 32 letters, digits, hyphens and underscores, the last an
    /// underscore. Default: <c>gwk_</c>.</summary>
    public string Prefix { get; init; } = ApiKey.DefaultPrefix;

    /// <summary>The time from which the key is rejected. Default: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The reason for the revision, up to 2,000 characters. Default: a text with the id of the key.</summary>
    public string? Message { get; init; }

    /// <summary>The labels that the consumer must have; see <see cref="StoreChangeSet.Scope"/>. Default: no limit.</summary>
    public IReadOnlyDictionary<string, string>? Scope { get; init; }

    /// <summary>The condition for the entry of the consumer, which is checked with the version that gets the key. Default: none.</summary>
    internal Func<StoreEntry, bool>? Condition { get; init; }
}
