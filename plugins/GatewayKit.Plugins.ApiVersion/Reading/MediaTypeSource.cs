using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>
/// Reads the version from the media types in <c>Accept</c> and <c>Content-Type</c>. In <c>Accept</c>, the supported version with the
/// highest quality counts (RFC 9110, section 12.5.1); different ones with the same quality are a conflict.
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

        var (best, quality, isUnsupported) = (default(VersionReading), 0.0, false);
        foreach (var type in types)
        {
            var reading = type.Quality == 0 ? default : Read(type, versions, StatusCodes.Status406NotAcceptable);
            if (reading.IsConflict)
                return reading;
            if (reading.Version is null)
                isUnsupported |= !reading.IsNone;
            else if ((type.Quality ?? 1) > quality)
                (best, quality) = (reading, type.Quality ?? 1);
            else if ((type.Quality ?? 1) == quality)
                best = best.And(reading);
        }

        return !best.IsNone ? best : isUnsupported ? new(null, StatusCodes.Status406NotAcceptable) : default;
    }

    // A message has one type, but recipients differ in the one that they use if it states several.
    private VersionReading ReadContentType(StringValues lines, VersionTable versions)
    {
        var reading = default(VersionReading);
        if (lines.Count == 0 || !MediaTypeHeaderValue.TryParseList(lines!, out var types))
            return reading;

        foreach (var type in types)
            reading = reading.And(Read(type, versions, StatusCodes.Status415UnsupportedMediaType));
        return reading;
    }

    private VersionReading Read(MediaTypeHeaderValue type, VersionTable versions, int status)
    {
        var reading = vendor is null ? default : vendor.Read(type.MediaType.AsSpan(), versions, status);
        if (parameter is null)
            return reading;

        foreach (var each in type.Parameters)
        {
            if (each.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)
                && each.Value.AsSpan().Trim('"') is { IsEmpty: false } version)
                reading = reading.And(VersionReading.Of(versions.Find(version), status));
        }

        return reading;
    }
}
