namespace GatewayKit.Portal.Limits;

/// <summary>Thrown when a developer must wait. The answer is a page with the status 429 (RFC 6585, section 4).</summary>
/// <param name="reason">The sentence that the page shows.</param>
/// <param name="wait">The time until the next request is allowed.</param>
internal sealed class LimitReachedException(string reason, TimeSpan wait) : Exception(reason)
{
    /// <summary>The seconds until the next request is allowed, at least 1.</summary>
    public long Seconds { get; } = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));

    /// <summary>The reason, and when to try again.</summary>
    public string Text => $"{Message} Try again in {Duration(Seconds)}.";

    private static string Duration(long seconds) => seconds switch
    {
        1 => "a second",
        <= 120 => $"{seconds} seconds",
        <= 7200 => $"{(seconds + 59) / 60} minutes",
        _ => $"{(seconds + 3599) / 3600} hours",
    };
}
