using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The form for the state of a destination.</summary>
internal sealed record DestinationSwitchView(OperatorPage Page, ClusterDetail Cluster, DestinationView Destination, AdminProblem? Problem)
{
    /// <summary>The state.</summary>
    public required string State { get; init; }

    /// <summary>The reason of the change.</summary>
    public string Message { get; init; } = "";
}
