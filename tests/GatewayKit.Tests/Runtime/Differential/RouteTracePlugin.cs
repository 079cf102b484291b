namespace GatewayKit.Tests.Runtime.Differential;

[GatewayPlugin<TraceOptions>("route-trace", PluginStage.Diagnostics)]
public sealed class RouteTracePlugin(TraceOptions options, RouteInfo route, Instances instances)
    : TracingPlugin(instances,
        $"route-trace {options} {route.Id} {route.ClusterId} {route.Path} {string.Join(',', route.Methods)} "
            + $"{string.Join(',', route.Metadata)}");
