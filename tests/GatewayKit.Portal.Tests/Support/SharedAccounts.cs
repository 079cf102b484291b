namespace GatewayKit.Portal.Tests.Support;

/// <summary>The tests that share a portal with accounts.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAccounts : ICollectionFixture<AccountFixture>
{
    public const string Name = "accounts";
}
