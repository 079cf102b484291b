namespace GatewayKit.Portal.Database.Rows;

/// <summary>A session of a developer in a browser.</summary>
internal sealed class SessionRow
{
    public const int IdLength = 64;

    public const int MaximumBrowserLength = 200;

    /// <summary>The hash of the random token in the cookie, so that the table doesn't have what a browser sends.</summary>
    public required string Id { get; set; }

    public required Guid Developer { get; set; }

    /// <summary>The text with which the browser has described itself; empty for none.</summary>
    public required string Browser { get; set; }

    /// <summary>The time of the sign-in, in UTC.</summary>
    public required DateTime Created { get; set; }

    /// <summary>The time of the last request, in UTC and in steps of five minutes.</summary>
    public required DateTime Seen { get; set; }

    /// <summary>The time from which the session isn't valid any more, in UTC.</summary>
    public required DateTime Expires { get; set; }
}
