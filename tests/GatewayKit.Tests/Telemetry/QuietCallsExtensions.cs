using GatewayKit.Hosting;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Telemetry;

internal static class QuietCallsExtensions
{
    /// <summary>Adds what quiet plugins count with.</summary>
    public static void AddQuietCalls(this GatewayKitBuilder gateway) => gateway.Services.AddSingleton<QuietCalls>();
}
