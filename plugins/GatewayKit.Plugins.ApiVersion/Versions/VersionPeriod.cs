using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>A time between two dates, in which the same versions are supported and deprecated.</summary>
internal sealed class VersionPeriod
{
    /// <param name="options">The valid options.</param>
    /// <param name="from">The begin.</param>
    public VersionPeriod(ApiVersionOptions options, DateTimeOffset from)
    {
        From = from;
        KeyValuePair<string, VersionOptions>[] supported =
            [.. options.Versions.Where(version => options.AfterSunset == AfterSunset.Serve || !(version.Value.Sunset <= from))];
        string[] names = [.. supported.Select(version => version.Key)];
        string[] deprecated = [.. supported.Where(version => version.Value.Deprecated <= from).Select(version => version.Key)];
        Rejections = new VersionRejections(options, names);
        Report = !options.ReportVersions ? []
            : [.. Header(ApiVersionText.SupportedHeader, names), .. Header(ApiVersionText.DeprecatedHeader, deprecated)];
    }

    /// <summary>Gets the begin.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Gets the responses to requests without a supported version.</summary>
    public VersionRejections Rejections { get; }

    /// <summary>Gets the headers with which each response reports the versions.</summary>
    public KeyValuePair<string, StringValues>[] Report { get; }

    private static KeyValuePair<string, StringValues>[] Header(string name, string[] versions)
        => versions.Length == 0 ? [] : [new(name, string.Join(", ", versions))];
}
