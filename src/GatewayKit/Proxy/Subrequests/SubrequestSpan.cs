using System.Diagnostics;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The span of a subrequest, below that of its parent. The route's exchange names it and adds the attributes.</summary>
internal sealed class SubrequestSpan : IHttpActivityFeature
{
    private static readonly ActivitySource s_source = new(PluginTelemetry.MeterName);

    private SubrequestSpan(Activity activity) => Activity = activity;

    public Activity Activity { get; set; }

    /// <summary>Starts the span on the current flow, which has none yet. If it isn't recorded, that of the parent continues here.</summary>
    /// <param name="parent">The span of the parent; null if there is none.</param>
    public static SubrequestSpan? Start(Activity? parent)
    {
        Activity.Current = parent is { IsStopped: false } ? parent : null;
        return s_source.StartActivity("gatewaykit.subrequest") is { } span ? new(span) : null;
    }
}
