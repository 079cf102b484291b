namespace GatewayKit.Security.Tests.Requests;

public class MergingPathTests(MergingGateway gateway) : IClassFixture<MergingGateway>
{
    public static TheoryData<string> Paths => [.. PathSpellings.Honest, .. PathSpellings.Ambiguous];

    [Theory]
    [MemberData(nameof(Paths))]
    public Task Merging_opens_no_way_around_the_key(string path) => PathSpellings.InEveryRequestAsync(path, async head =>
    {
        await gateway.SendAsync($"{head}\r\n");

        gateway.AssertNoneProtected();
    });

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
