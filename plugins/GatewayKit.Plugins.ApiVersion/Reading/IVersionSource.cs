using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>A place of a request that can have the version.</summary>
internal interface IVersionSource
{
    /// <summary>Reads the version.</summary>
    VersionReading Read(HttpRequest request, VersionTable versions);
}
