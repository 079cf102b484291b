namespace GatewayKit.Plugins.SecurityHeaders;

/// <summary>A header that the plugin sets, with its values in the presets.</summary>
/// <param name="Name">The header.</param>
/// <param name="Key">The option's key in the configuration.</param>
/// <param name="Option">Reads the option.</param>
/// <param name="Api">The value for APIs; null for none.</param>
/// <param name="Web">The value for sites; null for none.</param>
internal sealed record SecurityHeader(string Name, string Key, Func<SecurityHeadersOptions, string?> Option, string? Api, string? Web)
{
    /// <summary>The header that is sent only over HTTPS.</summary>
    public const string Hsts = "Strict-Transport-Security";

    private const string Year = "max-age=31536000; includeSubDomains";
    private const string NoDevices =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    /// <summary>Gets all headers. The values for APIs follow OWASP's REST Security Cheat Sheet and its Secure Headers project.</summary>
    public static IReadOnlyList<SecurityHeader> All { get; } =
    [
        new(Hsts, "strictTransportSecurity", o => o.StrictTransportSecurity, Year, Year),
        new("Content-Security-Policy", "contentSecurityPolicy", o => o.ContentSecurityPolicy,
            "default-src 'none'; frame-ancestors 'none'", "base-uri 'self'; frame-ancestors 'self'; object-src 'none'"),
        new("X-Content-Type-Options", "contentTypeOptions", o => o.ContentTypeOptions, "nosniff", "nosniff"),
        new("X-Frame-Options", "frameOptions", o => o.FrameOptions, "DENY", "SAMEORIGIN"),
        new("Referrer-Policy", "referrerPolicy", o => o.ReferrerPolicy, "no-referrer", "strict-origin-when-cross-origin"),
        new("Permissions-Policy", "permissionsPolicy", o => o.PermissionsPolicy, NoDevices, NoDevices),
        new("Cross-Origin-Resource-Policy", "crossOriginResourcePolicy", o => o.CrossOriginResourcePolicy, "same-origin", "same-site"),
        new("Cross-Origin-Opener-Policy", "crossOriginOpenerPolicy", o => o.CrossOriginOpenerPolicy, null, "same-origin"),
        new("Cross-Origin-Embedder-Policy", "crossOriginEmbedderPolicy", o => o.CrossOriginEmbedderPolicy, null, null),
    ];

    /// <summary>Returns the value to send; null or empty for none.</summary>
    public string? ValueFor(SecurityHeadersOptions options) => Option(options) ?? options.Preset switch
    {
        HeaderPreset.Api => Api,
        HeaderPreset.Web => Web,
        _ => null,
    };

    /// <summary>Returns the reason why browsers would ignore a value; null if there is none.</summary>
    public string? Problem(string value) => Name switch
    {
        Hsts => HasMaxAge(value) ? null : "it must have a 'max-age' in seconds, such as 'max-age=31536000'",
        "X-Content-Type-Options" => Is(value, "nosniff"),
        "X-Frame-Options" => Is(value, "DENY", "SAMEORIGIN"),
        "Cross-Origin-Resource-Policy" => Is(value, "same-origin", "same-site", "cross-origin"),
        "Cross-Origin-Opener-Policy" => Is(value, "same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"),
        "Cross-Origin-Embedder-Policy" => Is(value, "require-corp", "credentialless", "unsafe-none"),
        _ => null,
    };

    private static string? Is(string value, params string[] allowed)
        => allowed.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"it must be {string.Join(" or ", allowed)}, or empty";

    // RFC 6797, section 6.1: browsers ignore the whole header without a valid max-age.
    private static bool HasMaxAge(string value)
        => value.Split(';').Select(directive => directive.Trim())
            .Count(directive => directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && directive.Length > 8 && directive.AsSpan(8).Trim('"') is { Length: > 0 and <= 10 } age
                && !age.ContainsAnyExceptInRange('0', '9')) == 1;
}
