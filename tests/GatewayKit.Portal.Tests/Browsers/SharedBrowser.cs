namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>The tests in the browser.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
