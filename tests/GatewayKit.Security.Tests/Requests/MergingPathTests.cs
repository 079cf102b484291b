namespace GatewayKit.Security.Tests.Requests;

public class MergingPathTests(MergingGateway gateway) : IClassFixture<MergingGateway>
{
    public static TheoryData<string, string, string> Requests
        => PathSpellings.Requests([.. PathSpellings.Honest, .. PathSpellings.Ambiguous]);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Merging_opens_no_way_around_the_key(string method, string path, string authority)
    {
        await gateway.SendAsync($"{method} {authority}{path} HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

        gateway.AssertNoneProtected();
    }

    [Theory]
    [InlineData("//admin/x", "/admin/x")]
    [InlineData("/admin///x//", "/admin/x/")]
    [InlineData("//adm%69n//%78", "/adm%69n/%78")]
    public async Task What_is_merged_reaches_the_upstream_merged(string target, string merged)
    {
        await gateway.SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n{SecurityGateway.Key}\r\n");

        Assert.Equal(merged, Assert.Single(gateway.Forwarded).Target);
    }
}
