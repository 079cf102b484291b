using GatewayKit.Plugins.Mcp.Tools;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class ArgumentHeadersTests
{
    [Theory]
    [InlineData("X-Region", true)]
    [InlineData("Idempotency-Key", true)]
    [InlineData("If-Match", true)]
    [InlineData("Authorization", false)]
    [InlineData("Host", false)]
    [InlineData("x_forwarded_for", false)]
    [InlineData("CF-Connecting-IP", false)]
    [InlineData("Remote-User", false)]
    [InlineData("X-User-Id", false)]
    [InlineData("X-MS-CLIENT-PRINCIPAL", false)]
    [InlineData("X-Goog-Authenticated-User-Email", false)]
    public void Models_cant_choose_credentials_or_identities(string name, bool isArgument)
        => Assert.Equal(isArgument, ArgumentHeaders.Include(name));
}
