using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Hosting.Admin;

/// <summary>Endpoints of the host at addresses of their own.</summary>
/// <param name="Urls">The addresses.</param>
/// <param name="Map">Maps the endpoints.</param>
internal sealed record AdminSite(IReadOnlyList<string> Urls, Action<IEndpointRouteBuilder> Map);
