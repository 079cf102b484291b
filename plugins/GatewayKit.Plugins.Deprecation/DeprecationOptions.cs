using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GatewayKit.Plugins.Redirect.Locations;

namespace GatewayKit.Plugins.Deprecation;

/// <summary>The options of <c>deprecation</c>.</summary>
public sealed record DeprecationOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>The time from which on the API is deprecated, in the past or the future, as <c>Deprecation</c> (RFC 9745).</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The time from which on the API can stop responding, as <c>Sunset</c> (RFC 8594); not before <c>date</c>. Default: not
    /// decided.</summary>
    public DateTimeOffset? Sunset { get; init; }

    /// <summary>
    /// The address of the API that replaces this one, as <c>Link</c> with the relation <c>successor-version</c> (RFC 5829): a URL, or a
    /// path that begins with <c>/</c>. It can contain values of the route's path, such as <c>{**rest}</c>. Default: none.
    /// </summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? Successor { get; init; }

    /// <summary>The URL of a page about the deprecation, as <c>Link</c> with the relation <c>deprecation</c>. Default: none.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? Documentation { get; init; }

    /// <summary>The URL of a page about the sunset or its policy, as <c>Link</c> with the relation <c>sunset</c>. Default: none.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? SunsetPolicy { get; init; }

    /// <summary>The handling of requests after the sunset: a 410 (<c>gone</c>), a 308 to the successor (<c>redirect</c>), or the same as
    /// before (<c>serve</c>).</summary>
    public AfterSunset AfterSunset { get; init; } = AfterSunset.Gone;

    /// <summary>Times between <c>date</c> and the sunset in which requests get a 503, at most 50, to show the owners of clients that they
    /// depend on the API.</summary>
    [MaxLength(50)]
    public IReadOnlyList<BrownoutWindow> Brownouts { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Sunset < Date)
            yield return new OptionsError("sunset", "is earlier than 'date'; an API is deprecated before its sunset");
        if (Successor is not null && LocationTemplate.Problem(Successor) is { } problem)
            yield return new OptionsError("successor", $"is {HeaderOptions.Quoted(Successor)}; {problem}");
        else if (Successor?.AsSpan().ContainsAny("<>\"#") == true)
            yield return new OptionsError("successor", $"is {HeaderOptions.Quoted(Successor)}; it must not contain <, >, # and quotes");
        if (AfterSunset == AfterSunset.Redirect && Successor is null)
            yield return new OptionsError("successor", "is missing; 'afterSunset: redirect' needs it");
        if (AfterSunset != AfterSunset.Gone && Sunset is null)
            yield return new OptionsError("afterSunset", "has no effect without 'sunset'");
        if (SunsetPolicy is not null && Sunset is null)
            yield return new OptionsError("sunsetPolicy", "has no effect without 'sunset'");
        foreach (var error in Url("documentation", Documentation).Concat(Url("sunsetPolicy", SunsetPolicy)))
            yield return error;
        for (var i = 0; i < Brownouts.Count; i++)
        {
            if (Brownouts[i].Until <= Brownouts[i].From)
                yield return new OptionsError($"brownouts[{i}].until", "isn't later than 'from'");
            else if (Brownouts[i].From < Date)
                yield return new OptionsError($"brownouts[{i}].from", "is earlier than 'date'; an API is deprecated before its brownouts");
            else if (Brownouts[i].Until > Sunset)
                yield return new OptionsError($"brownouts[{i}].until", "is later than 'sunset'");
        }
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var successor = Successor is null || Successor.Contains('{', StringComparison.Ordinal) ? "" : $" Use {Successor} instead.";
        var end = Sunset is { } sunset ? $" Its sunset is {Day(sunset)}." : "";
        var page = Documentation is null ? "" : $" More information: {Documentation}";
        description.AddNote($"This API is deprecated as of {Day(Date)}.{end}{successor}{page}");
        if (Sunset is null || AfterSunset == AfterSunset.Serve)
            return;

        description.Add(AfterSunset == AfterSunset.Gone
            ? new ApiAnswer(410, "The API has reached its sunset.", "Deprecation", "Sunset", "Link")
            : new ApiAnswer(308, "The API has reached its sunset; the successor has replaced it.", "Location", "Deprecation", "Sunset"));
    }

    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<OptionsError> Url(string option, string? url)
        => url is null || (Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && HeaderOptions.IsValue(url) && !url.AsSpan().ContainsAny("<>\" \t"))
            ? []
            : [new OptionsError(option, $"is {HeaderOptions.Quoted(url)}; it must be a URL such as https://example.com/changes")];
}
