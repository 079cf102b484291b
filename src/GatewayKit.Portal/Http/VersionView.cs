using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The page of a version.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Api">The API.</param>
/// <param name="Version">The version.</param>
/// <param name="Server">The address at which the gateway serves it; null if it isn't known.</param>
internal sealed record VersionView(PortalPage Page, ApiEntry Api, VersionEntry Version, string? Server)
{
    /// <summary>The path of the version's page, relative to the catalog.</summary>
    public string Path => $"apis/{Api.Id}/{Version.Name}";

    /// <summary>Whether readers can send requests from the pages of operations.</summary>
    public bool CanTry { get; init; }
}
