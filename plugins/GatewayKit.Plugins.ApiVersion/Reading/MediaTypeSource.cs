using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>
/// Reads the version from the media types in <c>Accept</c> and <c>Content-Type</c>. In <c>Accept</c>, the supported version with the
/// highest quality counts (RFC 9110, section 12.5.1).
/// </summary>
/// <param name="parameter">The parameter with the version; null for none.</param>
/// <param name="vendor">The media type with the version; null for none.</param>
internal sealed class MediaTypeSource(string? parameter, VendorType? vendor) : IVersionSource
{
    public VersionReading Read(HttpRequest request, VersionTable versions)
        => ReadAccept(request.Headers.Accept, versions).And(ReadContentType(request.Headers.ContentType, versions));

    private VersionReading ReadAccept(StringValues lines, VersionTable versions)
    {
        if (lines.Count == 0 || !MediaTypeHeaderValue.TryParseList(lines!, out var types))
            return default;

        var (best, quality, isUnsupported) = (default(SupportedVersion), 0.0, false);
        foreach (var type in types)
        {
            var value = VersionOf(type);
            if (value.IsEmpty || type.Quality == 0)
                continue;

            if (versions.Find(value) is not { } version)
                isUnsupported = true;
            else if ((type.Quality ?? 1) > quality)
                (best, quality) = (version, type.Quality ?? 1);
        }

        return best is not null ? new(best) : isUnsupported ? new(null, StatusCodes.Status406NotAcceptable) : default;
    }

    private VersionReading ReadContentType(StringValues lines, VersionTable versions)
        => lines is [{ } line] && MediaTypeHeaderValue.TryParse(line, out var type) && VersionOf(type) is { IsEmpty: false } value
            ? VersionReading.Of(versions.Find(value), StatusCodes.Status415UnsupportedMediaType)
            : default;

    private ReadOnlySpan<char> VersionOf(MediaTypeHeaderValue type)
    {
        if (vendor is not null && vendor.VersionOf(type.MediaType.AsSpan()) is { IsEmpty: false } version)
            return version;
        if (parameter is null)
            return default;

        foreach (var each in type.Parameters)
        {
            if (each.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return each.Value.AsSpan().Trim('"');
        }

        return default;
    }
}
