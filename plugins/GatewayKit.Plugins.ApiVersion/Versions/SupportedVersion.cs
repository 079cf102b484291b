using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>A supported version with everything that a request of it needs.</summary>
internal sealed class SupportedVersion
{
    private readonly KeyValuePair<string, StringValues>[] _requestHeaders;
    private readonly KeyValuePair<string, StringValues>[] _responseHeaders;
    private readonly KeyValuePair<string, string>[] _lifecycle;

    /// <param name="name">The name.</param>
    /// <param name="options">The valid options.</param>
    /// <param name="afterSunset">The handling of requests after the sunset.</param>
    public SupportedVersion(string name, VersionOptions options, AfterSunset afterSunset)
    {
        Name = name;
        ClusterId = options.ClusterId;
        Tag = new("version", name);
        _requestHeaders = [.. options.RequestHeaders.Select(Header)];
        _lifecycle = [.. Lifecycle(options)];
        _responseHeaders = [.. options.ResponseHeaders.Concat(_lifecycle).Select(Header)];
        End = afterSunset == AfterSunset.Gone ? options.Sunset ?? DateTimeOffset.MaxValue : DateTimeOffset.MaxValue;
    }

    public string Name { get; }

    public string? ClusterId { get; }

    public KeyValuePair<string, object?> Tag { get; }

    /// <summary>Gets the time from which on the version isn't served.</summary>
    public DateTimeOffset End { get; }

    public void ChangeRequest(GatewayContext context)
    {
        foreach (var (name, value) in _requestHeaders)
            context.Http.Request.Headers[name] = value;
    }

    public void ChangeResponse(GatewayContext context)
    {
        foreach (var (name, value) in _responseHeaders)
            context.Http.Response.Headers[name] = value;
    }

    /// <summary>Returns a response with the times of the version.</summary>
    public GatewayResponse AddLifecycleTo(GatewayResponse response)
        => _lifecycle.Aggregate(response, (changed, header) => changed.WithHeader(header.Key, header.Value));

    private static IEnumerable<KeyValuePair<string, string>> Lifecycle(VersionOptions options)
    {
        if (options.Deprecated is { } deprecated)
            yield return new("Deprecation", string.Create(CultureInfo.InvariantCulture, $"@{deprecated.ToUnixTimeSeconds()}"));
        if (options.Sunset is { } sunset)
            yield return new("Sunset", sunset.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture));
    }

    private static KeyValuePair<string, StringValues> Header(KeyValuePair<string, string> header) => new(header.Key, header.Value);
}
