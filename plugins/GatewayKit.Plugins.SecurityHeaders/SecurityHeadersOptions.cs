using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.SecurityHeaders;

/// <summary>The options of <c>security-headers</c>.</summary>
public sealed record SecurityHeadersOptions : IValidatedOptions
{
    /// <summary>
    /// The values of the headers that the other options don't set: <c>api</c> for responses that no browser shows as a page, <c>web</c> for
    /// a site, or <c>none</c>.
    /// </summary>
    public HeaderPreset Preset { get; init; } = HeaderPreset.Api;

    /// <summary>Whether the upstream's values are kept (<c>keep</c>) or replaced (<c>override</c>).</summary>
    public ExistingHeaders Existing { get; init; } = ExistingHeaders.Keep;

    /// <summary>The value of <c>Strict-Transport-Security</c> (RFC 6797), which is sent only over HTTPS; empty to omit the header. Default:
    /// the preset's.</summary>
    public string? StrictTransportSecurity { get; init; }

    /// <summary>The value of <c>Content-Security-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? ContentSecurityPolicy { get; init; }

    /// <summary>The value of <c>X-Content-Type-Options</c>; empty to omit the header. Default: the preset's.</summary>
    public string? ContentTypeOptions { get; init; }

    /// <summary>The value of <c>X-Frame-Options</c> (RFC 7034), for browsers that don't know <c>frame-ancestors</c>; empty to omit the
    /// header. Default: the preset's.</summary>
    public string? FrameOptions { get; init; }

    /// <summary>The value of <c>Referrer-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? ReferrerPolicy { get; init; }

    /// <summary>The value of <c>Permissions-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? PermissionsPolicy { get; init; }

    /// <summary>The value of <c>Cross-Origin-Resource-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? CrossOriginResourcePolicy { get; init; }

    /// <summary>The value of <c>Cross-Origin-Opener-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? CrossOriginOpenerPolicy { get; init; }

    /// <summary>The value of <c>Cross-Origin-Embedder-Policy</c>; empty to omit the header. Default: the preset's.</summary>
    public string? CrossOriginEmbedderPolicy { get; init; }

    /// <summary>The response headers to remove, because they name the server's software.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Remove { get; init; } = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var header in SecurityHeader.All)
        {
            var value = header.Option(this);
            if (value is { Length: > 0 } && (!HeaderOptions.IsValue(value) || value.Trim(' ', '\t').Length != value.Length))
            {
                yield return new OptionsError(
                    header.Key, "must contain only printable ASCII characters and spaces, and no spaces at its ends");
            }
            else if (value is { Length: > 0 } && header.Problem(value) is { } problem)
                yield return new OptionsError(header.Key, $"is {HeaderOptions.Quoted(value)}; {problem}");
        }

        foreach (var error in HeaderOptions.ValidateNames("remove", Remove))
            yield return error;
        if (Remove.Count == 0 && SecurityHeader.All.All(header => string.IsNullOrEmpty(header.ValueFor(this))))
            yield return new OptionsError("", "set and remove no header; set 'preset' or a header");
    }
}
