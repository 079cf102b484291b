using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>Reads the version from a header.</summary>
internal sealed class HeaderSource(string name) : IVersionSource
{
    public VersionReading Read(HttpRequest request, VersionTable versions)
    {
        if (!request.Headers.TryGetValue(name, out var lines))
            return default;

        var reading = default(VersionReading);
        foreach (var line in lines)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var value = line.AsSpan()[range].Trim(" \t");
                if (!value.IsEmpty)
                    reading = reading.And(VersionReading.Of(versions.Find(value), StatusCodes.Status400BadRequest));
            }
        }

        return reading;
    }
}
