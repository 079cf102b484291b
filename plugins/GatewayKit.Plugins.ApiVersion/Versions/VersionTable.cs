using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The supported versions by the names that requests can use.</summary>
internal sealed class VersionTable
{
    private readonly string[] _headers;
    private readonly FrozenDictionary<string, SupportedVersion>.AlternateLookup<ReadOnlySpan<char>> _versions;

    /// <param name="options">The valid options.</param>
    public VersionTable(ApiVersionOptions options)
    {
        _headers = [.. options.Versions.Values.SelectMany(version => version.RequestHeaders.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        _versions = options.Versions
            .ToDictionary(
                version => ApiVersionText.Key(version.Key).ToString(),
                version => new SupportedVersion(version.Key, version.Value, options.AfterSunset),
                StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Default = options.Default is { } name ? Find(name) : null;
    }

    /// <summary>Gets the version of requests without one; null if they are rejected.</summary>
    public SupportedVersion? Default { get; }

    /// <summary>Removes the headers that tell the upstream the version: a client must not choose another version by them.</summary>
    public void RemoveHeaders(HttpRequest request)
    {
        foreach (var name in _headers)
            request.Headers.Remove(name);
    }

    /// <summary>Returns the version of a name; null if it isn't supported. Doesn't allocate.</summary>
    public SupportedVersion? Find(ReadOnlySpan<char> name)
        => name.Length <= ApiVersionText.MaxLength && _versions.TryGetValue(ApiVersionText.Key(name), out var version) ? version : null;
}
