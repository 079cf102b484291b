using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Tests;

public sealed class AdminUrlTests
{
    [Theory]
    [InlineData("127.0.0.1:9000")]
    [InlineData("https://127.0.0.1:9000")]
    [InlineData("http://127.0.0.1:9000/admin")]
    public void A_host_that_is_given_a_wrong_admin_address_is_told_at_once(string url)
        => Assert.Throws<ArgumentException>(() => WebApplication.CreateSlimBuilder().AddGatewayKit().UseAdminUrls(url));
}
