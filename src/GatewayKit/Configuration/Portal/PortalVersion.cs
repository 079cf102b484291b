using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Portal;

/// <summary>A version of an API.</summary>
public sealed record PortalVersion : IValidatedOptions
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The name of the version, such as <c>v2</c> or <c>2027-01</c>. It is part of addresses, as the id of an API.</summary>
    [RegularExpression(PortalText.IdPattern, ErrorMessage = "must start with a letter or a digit and have up to 64 letters, digits, '.', "
        + "'_' and '-'")]
    [StringLength(64, MinimumLength = 1)]
    public required string Version { get; init; }

    /// <summary>The stage of its life. Default: <c>active</c>.</summary>
    public PortalLifecycle Lifecycle { get; init; }

    /// <summary>The date after which a deprecated version may stop to work, such as <c>2027-06-30</c>.</summary>
    [RegularExpression("[0-9]{4}-[0-9]{2}-[0-9]{2}", ErrorMessage = "must be a date such as 2027-06-30")]
    public string? Sunset { get; init; }

    /// <summary>The routes of the gateway that serve the version, up to 100. The documentation shows the operations that they serve, with
    /// their paths and plugins. Without routes, it shows the document as it is.</summary>
    [MaxLength(100)]
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>The routes that serve a mock of the version, up to 100: each has a plugin of the stage <c>origin</c>, such as <c>mock</c>,
    /// which answers instead of an upstream. Requests from the pages of operations can be sent to them. Default: none.</summary>
    [MaxLength(100)]
    public ImmutableArray<string> MockRoutes { get; init; } = [];

    /// <summary>The OpenAPI or Swagger document: a file, relative to the folder of the configuration file, or an http or https address,
    /// such as that of an upstream.</summary>
    [StringLength(4000, MinimumLength = 1)]
    public string? Document { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Sunset is not null && !DateOnly.TryParseExact(Sunset, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return new OptionsError("sunset", $"is {DisplayText.Text(Sunset)}; it must be a date such as 2027-06-30");
        if (Sunset is not null && Lifecycle < PortalLifecycle.Deprecated)
            yield return new OptionsError("sunset", "is allowed only with the lifecycles 'deprecated' and 'retired'");
        if (Document?.Contains("://", StringComparison.Ordinal) == true && !PortalText.IsWebAddress(Document))
            yield return new OptionsError("document", $"is {DisplayText.Text(Document)}; it must be a file, or an http or https address "
                + "without credentials");
    }

    /// <summary>Gets whether the document is at an address instead of in a file.</summary>
    internal bool HasRemoteDocument => Document?.Contains("://", StringComparison.Ordinal) == true;

    /// <summary>Returns the date of the sunset; null for none.</summary>
    internal DateOnly? SunsetDate()
        => Sunset is null ? null : DateOnly.ParseExact(Sunset, DateFormat, CultureInfo.InvariantCulture);
}
