using GatewayKit.Plugins.Mcp.Server;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Mcp;

/// <summary>Registers the SDK's handler, which all entries share.</summary>
public sealed class McpServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<McpEndpoint>();
}
