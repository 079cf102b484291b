namespace GatewayKit.Security.Tests;

/// <summary>A gateway whose team has opened every spelling that can be opened, where nothing is protected.</summary>
public sealed class KeepingGateway : SecurityGateway
{
    protected override string PublicPaths => "{ encodedSlash: keep, emptySegments: merge, parameters: keep, encodedReserved: keep }";
}
