using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Maintenance;

/// <summary>The options of <c>maintenance</c>.</summary>
public sealed record MaintenanceOptions : IValidatedOptions
{
    /// <summary>The time at which the maintenance begins. Default: at once.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time at which the maintenance ends. Default: when the entry is removed or disabled.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The time after which clients can try again, as <c>Retry-After</c> in seconds (RFC 9110, section 10.2.3). Default: the date
    /// of <c>until</c>, if it is set.</summary>
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

    /// <summary>The callers whose requests are forwarded during the maintenance. Default: none.</summary>
    public TesterOptions? Testers { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Until <= From)
            yield return new OptionsError("until", "isn't later than 'from'");
        if (ContentType is not null && Body is null)
            yield return new OptionsError("contentType", "needs a body");
        foreach (var error in Testers?.Validate() ?? [])
            yield return error;
    }
}
