using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>An argument of a tool that becomes a parameter of the request.</summary>
/// <param name="Name">The name of the argument.</param>
/// <param name="Parameter">The parameter.</param>
internal sealed record ToolArgument(string Name, OpenApiParameter Parameter);
