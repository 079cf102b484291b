namespace GatewayKit.Telemetry;

/// <summary>The hooks, as positions in the counters of a plugin.</summary>
internal enum HookKind
{
    Authentication,
    Request,
    UpstreamRequest,
    Response,
    Error,
    Completion,
}
