using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>Reads the version from a query parameter.</summary>
internal sealed class QuerySource(string name) : IVersionSource
{
    public VersionReading Read(HttpRequest request, VersionTable versions)
    {
        var reading = default(VersionReading);
        foreach (var parameter in new QueryParameters(request.QueryString))
        {
            if (parameter.Has(name) && parameter.Value is { Length: > 0 } value)
                reading = reading.And(VersionReading.Of(versions.Find(value), StatusCodes.Status400BadRequest));
        }

        return reading;
    }
}
