using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>The attributes that a cookie receives.</summary>
public sealed record CookieAttributes : IValidatedOptions
{
    /// <summary>The attribute <c>Domain</c>: the name of a host; a constant or a template. Empty: removed, so the cookie belongs to the
    /// host of the request. Unset: as the response has it.</summary>
    [StringLength(Template.MaximumLength)]
    public string? Domain { get; init; }

    /// <summary>The attribute <c>Path</c>, which starts with a slash, in printable ASCII without semicolons; a constant or a template.
    /// Empty: removed. Unset: as the response has it.</summary>
    [StringLength(Template.MaximumLength)]
    public string? Path { get; init; }

    /// <summary>Whether the cookie has the attribute <c>Secure</c>. Unset: as the response has it.</summary>
    public bool? Secure { get; init; }

    /// <summary>Whether the cookie has the attribute <c>HttpOnly</c>. Unset: as the response has it.</summary>
    public bool? HttpOnly { get; init; }

    /// <summary>The attribute <c>SameSite</c>. Unset: as the response has it.</summary>
    public CookieSameSite? SameSite { get; init; }

    /// <summary>The attribute <c>Max-Age</c>, 0 s to 400 d, in whole seconds. Browsers prefer it to <c>Expires</c>, which stays. 0 s
    /// removes the cookie from the browser. Unset: as the response has it.</summary>
    [DurationRange("0s", "400d")]
    public TimeSpan? MaxAge { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Domain is { Length: > 0 } && !Template.Is(Domain) && !AttributeText.IsDomain(Domain))
            yield return new OptionsError("domain", $"is {HeaderOptions.Quoted(Domain)}; it must be the name of a host");
        if (Path is { Length: > 0 } && !Template.Is(Path) && !AttributeText.IsPath(Path))
        {
            yield return new OptionsError(
                "path",
                $"is {HeaderOptions.Quoted(Path)}; it must start with '/', and contain only printable ASCII characters without ';'");
        }

        foreach (var (option, text) in ((string, string?)[])[("domain", Domain), ("path", Path)])
        {
            if (text is not null && Template.Is(text) && Template.Parse(text, TemplateVocabulary.Response, out var problem) is null)
                yield return new OptionsError(option, $"isn't a valid template: {problem}");
        }

        if (MaxAge is { } age && age.Ticks % TimeSpan.TicksPerSecond != 0)
            yield return new OptionsError("maxAge", "has a part of a second; use whole seconds");
        if (SameSite is CookieSameSite.None && Secure is false)
            yield return new OptionsError("secure", "is false; browsers reject a cookie with sameSite 'none' unless it is secure");
    }
}
