using System.Collections.Frozen;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The supported versions by the names that requests can use.</summary>
internal sealed class VersionTable
{
    private readonly FrozenDictionary<string, SupportedVersion>.AlternateLookup<ReadOnlySpan<char>> _versions;

    /// <param name="options">The valid options.</param>
    public VersionTable(ApiVersionOptions options)
    {
        string[] headers = [.. options.Versions.Values.SelectMany(version => version.RequestHeaders.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        _versions = options.Versions
            .ToDictionary(
                version => ApiVersionText.Key(version.Key).ToString(),
                version => new SupportedVersion(version.Key, version.Value, headers, options.AfterSunset),
                StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Default = options.Default is { } name ? Find(name) : null;
    }

    /// <summary>Gets the version of requests without one; null if they are rejected.</summary>
    public SupportedVersion? Default { get; }

    /// <summary>Returns the version of a name; null if it isn't supported. Doesn't allocate.</summary>
    public SupportedVersion? Find(ReadOnlySpan<char> name)
        => name.Length <= ApiVersionText.MaxLength && _versions.TryGetValue(ApiVersionText.Key(name), out var version) ? version : null;
}
