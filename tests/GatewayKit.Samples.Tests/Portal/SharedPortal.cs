namespace GatewayKit.Samples.Portal;

/// <summary>The tests of the sample, which share one run of it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPortal : ICollectionFixture<PortalFixture>
{
    public const string Name = "Portal";
}
