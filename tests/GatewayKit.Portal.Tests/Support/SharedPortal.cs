namespace GatewayKit.Portal.Tests.Support;

/// <summary>The tests that read the same portal.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPortal : ICollectionFixture<PortalFixture>
{
    public const string Name = "portal";
}
