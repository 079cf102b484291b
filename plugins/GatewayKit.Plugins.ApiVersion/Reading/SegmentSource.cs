using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>Reads the version from a segment of the path.</summary>
/// <param name="position">The position, from 1.</param>
internal sealed class SegmentSource(int position) : IVersionSource
{
    public VersionReading Read(HttpRequest request, VersionTable versions)
    {
        var path = request.Path.Value ?? "";
        if (Find(path) is not (var start, var end))
            return default;

        var segment = path.AsSpan(start..end);
        return versions.Find(segment) is { } version ? new(version)
            : ApiVersionText.IsLikeVersion(segment) ? new(null, StatusCodes.Status404NotFound)
            : default;
    }

    /// <summary>Removes the segment from the path.</summary>
    public void Strip(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (Find(path) is not (var start, var end))
            return;

        // With the slash before it; the path of the version alone is the root.
        var stripped = string.Concat(path.AsSpan(0, start - 1), path.AsSpan(end));
        request.Path = stripped.Length == 0 ? "/" : stripped;
    }

    private (int Start, int End)? Find(string path)
    {
        var start = 0;
        for (var i = 0; i < position; i++)
        {
            start = path.IndexOf('/', start) + 1;
            if (start == 0)
                return null;
        }

        var end = path.IndexOf('/', start);
        return (start, end < 0 ? path.Length : end);
    }
}
