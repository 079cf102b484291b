namespace GatewayKit.Tests.Runtime.Differential;

[GatewayPlugin<TraceOptions>("trace", PluginStage.Traffic)]
public sealed class OptionTracePlugin(TraceOptions options, PluginPlacement placement, Instances instances)
    : TracingPlugin(instances, $"trace {options} {placement.Scope} {placement.ScopeId} {placement.Id}");
