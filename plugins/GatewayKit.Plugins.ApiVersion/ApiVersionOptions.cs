using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.ApiVersion.Reading;
using GatewayKit.Plugins.ApiVersion.Versions;

namespace GatewayKit.Plugins.ApiVersion;

/// <summary>The options of <c>api-version</c>: the places that can have the version, and the supported versions.</summary>
public sealed record ApiVersionOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>The position of the path segment with the version, 1 to 16: with <c>1</c>, the <c>v2</c> of <c>/v2/orders</c>. A segment
    /// that neither is a supported version nor begins with a number or <c>v</c> and a number isn't a version.</summary>
    [Range(1, 16)]
    public int? Segment { get; init; }

    /// <summary>Whether the upstream gets the path without the segment of the version.</summary>
    public bool StripSegment { get; init; } = true;

    /// <summary>The name of the request header with the version, such as <c>Api-Version</c>.</summary>
    public string? Header { get; init; }

    /// <summary>The name of the query parameter with the version, such as <c>api-version</c>; case-sensitive.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Query { get; init; }

    /// <summary>The parameter of the media types in <c>Accept</c> and <c>Content-Type</c> with the version: with <c>v</c>,
    /// <c>application/json;v=2</c>.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? MediaTypeParameter { get; init; }

    /// <summary>The media type in <c>Accept</c> and <c>Content-Type</c> with the version, such as
    /// <c>application/vnd.example.v{version}+json</c>.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? VendorMediaType { get; init; }

    /// <summary>The supported versions by name, 1 to 50, such as <c>2</c>, <c>1.1</c> or <c>2026-10-01</c>. A request can write a <c>v</c>
    /// before a number; upper and lower case are the same.</summary>
    [Length(1, 50)]
    public required IReadOnlyDictionary<string, VersionOptions> Versions { get; init; }

    /// <summary>The version of requests without one. Default: the request is rejected.</summary>
    public string? Default { get; init; }

    /// <summary>The handling of requests of a version after its <c>sunset</c>: a 410 (<c>gone</c>), or the same as before
    /// (<c>serve</c>).</summary>
    public AfterSunset AfterSunset { get; init; } = AfterSunset.Gone;

    /// <summary>Whether every response has the headers <c>Api-Supported-Versions</c> and <c>Api-Deprecated-Versions</c>, the latter with
    /// the versions whose <c>deprecated</c> is in the past. Rejections always have the first one.</summary>
    public bool ReportVersions { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Segment is null && (Header ?? Query ?? MediaTypeParameter ?? VendorMediaType) is null)
            yield return new OptionsError(
                "", "name no place of the version; set 'segment', 'header', 'query', 'mediaTypeParameter' or 'vendorMediaType'");
        if (Segment is null && !StripSegment)
            yield return new OptionsError("stripSegment", "has no effect without 'segment'");
        foreach (var error in Header is null ? [] : HeaderOptions.ValidateName("header", Header))
            yield return error;
        if (MediaTypeParameter is not null && (!HttpSyntax.IsToken(MediaTypeParameter) || IsQuality(MediaTypeParameter)))
            yield return new OptionsError(
                "mediaTypeParameter", $"is {HeaderOptions.Quoted(MediaTypeParameter)}; it must be the name of a parameter other than 'q'");
        if (VendorMediaType is not null && !VendorType.IsValid(VendorMediaType))
            yield return new OptionsError(
                "vendorMediaType", $"is {HeaderOptions.Quoted(VendorMediaType)}; it must be a media type that contains {{version}} once, "
                    + "such as application/vnd.example.v{version}+json");
        foreach (var error in ValidateVersions())
            yield return error;
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var names = string.Join(", ", Versions.Keys);
        var otherwise = Default is null ? "" : $" Without it, the version is {Default}.";
        if (Header is not null)
            description.Add(new ApiHeader(Header, $"The version of the API: {names}.{otherwise}", IsOnlySource(Header) && Default is null));
        if (Query is not null)
            description.AddNote($"The query parameter {Query} selects the version of the API: {names}.{otherwise}");
        if (MediaTypeParameter is not null)
            description.AddNote(
                $"The parameter {MediaTypeParameter} of the media type selects the version of the API: {names}.{otherwise}");
        if (VendorMediaType is not null)
            description.AddNote($"The media type {VendorMediaType} selects the version of the API: {names}.{otherwise}");
        foreach (var (name, version) in Versions.Where(version => version.Value.Deprecated is not null))
            description.AddNote($"Version {name} is deprecated as of {ApiVersionText.Day(version.Deprecated!.Value)}."
                + (version.Sunset is { } sunset ? $" Its sunset is {ApiVersionText.Day(sunset)}." : ""));
        description.Add(new ApiAnswer(400, "The version is missing or isn't supported, or the request has different versions.",
            ApiVersionText.SupportedHeader));
    }

    private IEnumerable<OptionsError> ValidateVersions()
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, version) in Versions)
        {
            if (!ApiVersionText.IsName(name))
                yield return new OptionsError(
                    $"versions.{name}", "isn't a valid name; it must consist of 1 to 50 letters, digits, dots, hyphens and underscores");
            else if (!keys.Add(ApiVersionText.Key(name).ToString()))
                yield return new OptionsError(
                    $"versions.{name}", "is the same version as another one; a 'v' before a number doesn't matter");
            foreach (var error in version.Validate($"versions.{name}"))
                yield return error;
            if (version.ClusterId is null && Versions.Values.Any(other => other.ClusterId is not null))
                yield return new OptionsError(
                    $"versions.{name}.clusterId", "is missing; another version has one, and either all have one or none");
        }

        if (Default is not null && !keys.Contains(ApiVersionText.Key(Default).ToString()))
            yield return new OptionsError(
                "default", $"is {HeaderOptions.Quoted(Default)}; it must be one of the versions: {string.Join(", ", Versions.Keys)}");
    }

    private bool IsOnlySource(string source)
        => Segment is null && ((string?[])[Header, Query, MediaTypeParameter, VendorMediaType]).Count(other => other is not null) == 1
            && source == Header;

    private static bool IsQuality(string parameter) => parameter.Equals("q", StringComparison.OrdinalIgnoreCase);
}
