namespace GatewayKit.Admin.Entries;

/// <summary>The maintenance of a route.</summary>
internal sealed record MaintenanceSwitch
{
    /// <summary>Whether the route is in maintenance.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The status, 400 to 599. Default: the one of the route, otherwise 503.</summary>
    public int? Status { get; init; }

    /// <summary>The time after which clients can try again, such as <c>5m</c>. Default: the one of the route.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The body. Default: the one of the route, otherwise a problem document.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of the body. Default: the one of the route, otherwise plain text.</summary>
    public string? ContentType { get; init; }

    /// <summary>The reason for the revision, up to 2,000 characters. Default: a text with the id of the route.</summary>
    public string? Message { get; init; }
}
