namespace GatewayKit.Portal.Applications;

/// <summary>A key of an application. Only its hash is in the store.</summary>
/// <param name="Id">The name.</param>
/// <param name="VisiblePart">The beginning, which isn't secret; null if it isn't known.</param>
/// <param name="ExpiresAt">The time from which the key is rejected; null for never.</param>
internal sealed record ApplicationKey(string Id, string? VisiblePart, DateTimeOffset? ExpiresAt)
{
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
