using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration;

/// <summary>
/// The response of a route in maintenance, instead of the upstream's. The plugins of the stages diagnostics, edge and authentication run
/// before; all others don't run.
/// </summary>
public sealed record RouteMaintenance : IValidatedOptions
{
    private const int ServiceUnavailable = 503;

    /// <summary>Whether the route is in maintenance. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The status.</summary>
    [Range(400, 599)]
    public int Status { get; init; } = ServiceUnavailable;

    /// <summary>The time after which clients can try again, as <c>Retry-After</c> (RFC 9110, section 10.2.3). Default: none.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body, up to 65,536 characters. Default: a problem document.</summary>
    [StringLength(65_536)]
    public string? Body { get; init; }

    /// <summary>The media type of the body. Default: <c>text/plain; charset=utf-8</c>.</summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+( *;[ -~]+)?",
        ErrorMessage = "must be a media type, such as text/html")]
    [StringLength(256, MinimumLength = 1)]
    public string? ContentType { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (ContentType is not null && Body is null)
            yield return new OptionsError("contentType", "needs a body");
    }
}
