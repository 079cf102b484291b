using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.ApiVersion.Versions;

namespace GatewayKit.Plugins.ApiVersion;

/// <summary>A supported version.</summary>
public sealed record VersionOptions
{
    private static readonly string[] s_ownHeaders =
        ["Vary", "Deprecation", "Sunset", ApiVersionText.SupportedHeader, ApiVersionText.DeprecatedHeader];

    /// <summary>The id of the cluster that requests of the version are forwarded to. Either all versions have one or none, and one of them
    /// is the cluster of the route. Default: the cluster of the route.</summary>
    [ClusterId(AreInterchangeable = true)]
    public string? ClusterId { get; init; }

    /// <summary>The headers that requests of the version get for the upstream and later plugins, at most 50. They replace those of the
    /// client.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> RequestHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers that responses of the version get, at most 50. They replace those of the upstream. Not <c>Vary</c>,
    /// <c>Deprecation</c>, <c>Sunset</c>, <c>Api-Supported-Versions</c> and <c>Api-Deprecated-Versions</c>, which the plugin
    /// sets.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The time from which on the version is deprecated, as the response header <c>Deprecation</c> (RFC 9745). Default: it
    /// isn't.</summary>
    public DateTimeOffset? Deprecated { get; init; }

    /// <summary>The time from which on the version can stop responding, as the response header <c>Sunset</c> (RFC 8594); not before
    /// <c>deprecated</c>. Default: not decided.</summary>
    public DateTimeOffset? Sunset { get; init; }

    internal IEnumerable<OptionsError> Validate(string option)
    {
        if (Sunset < Deprecated)
            yield return new OptionsError($"{option}.sunset", "is earlier than 'deprecated'; a version is deprecated before its sunset");
        foreach (var error in HeaderOptions.ValidateValues($"{option}.requestHeaders", RequestHeaders))
            yield return error;
        foreach (var error in HeaderOptions.ValidateValues($"{option}.responseHeaders", ResponseHeaders))
            yield return error;
        foreach (var name in ResponseHeaders.Keys.Where(name => s_ownHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)))
            yield return new OptionsError($"{option}.responseHeaders", $"names {HeaderOptions.Quoted(name)}, which the plugin sets");
    }
}
