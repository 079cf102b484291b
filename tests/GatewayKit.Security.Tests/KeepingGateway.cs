namespace GatewayKit.Security.Tests;

/// <summary>A gateway whose team has opened every spelling that can be opened.</summary>
public sealed class KeepingGateway : SecurityGateway
{
    protected override string Settings => "paths: { encodedSlash: keep, emptySegments: merge, parameters: keep, encodedReserved: keep }";
}
