namespace GatewayKit.Security.Tests;

/// <summary>A gateway that merges empty segments everywhere.</summary>
public sealed class MergingGateway : SecurityGateway
{
    protected override string Settings => "paths: { emptySegments: merge }";
}
