namespace GatewayKit.Architecture;

/// <summary>The stock host is a host like that of any team.</summary>
public sealed class PublicMembersTests
{
    [Theory]
    [InlineData("GatewayKit.Cli")]
    [InlineData("TeamHost")]
    [InlineData("Identity")]
    [InlineData("ManyNodes")]
    public void A_host_uses_only_public_members(string host)
        => Assert.DoesNotContain(
            Repository.Files("*.csproj", "src").Concat(Repository.Files("*.csproj", "plugins")),
            project => File.ReadAllText(project).Contains($"InternalsVisibleTo Include=\"{host}\"", StringComparison.Ordinal));
}
