namespace GatewayKit.Security.Tests.Requests;

public class PathTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    public static TheoryData<string> Ambiguous => [.. PathSpellings.Ambiguous];

    public static TheoryData<string> Honest => [.. PathSpellings.Honest];

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public Task A_protected_path_spelt_ambiguously_is_refused(string path)
        => PathSpellings.InEveryRequestAsync(path, head => gateway.AssertRefusedAsync($"{head}\r\n"));

    [Theory]
    [MemberData(nameof(Honest))]
    public Task A_protected_path_spelt_honestly_needs_the_key(string path) => PathSpellings.InEveryRequestAsync(path, async head =>
    {
        await gateway.AssertRefusedAsync($"{head}\r\n", 401);

        var response = await gateway.SendAsync($"{head}{SecurityGateway.Key}\r\n");
        Assert.Equal(200, response?.Status);
        Assert.True(SecurityGateway.IsProtected(Assert.Single(gateway.Forwarded).Target));
    });

    [Theory]
    [InlineData("http://h:80/admin/x")]
    [InlineData("HTTP://h/admin/x")]
    [InlineData("http://user@h/admin/x")]
    [InlineData("http://user:pass@h/admin/x")]
    [InlineData("http://other/admin/x")]
    [InlineData("http:///admin/x")]
    [InlineData("http:/admin/x")]
    [InlineData("http:admin/x")]
    [InlineData("https://h/admin/x")]
    [InlineData("ftp://h/admin/x")]
    [InlineData("http://h\\admin/x")]
    [InlineData("http://h?/../admin/x")]
    [InlineData("http://h#/admin/x")]
    [InlineData("//h/admin/x")]
    [InlineData("h/admin/x")]
    [InlineData("admin/x")]
    [InlineData("h:80")]
    [InlineData("*")]
    [InlineData("?/admin/x")]
    [InlineData("")]
    [InlineData("/admin/x /public")]
    [InlineData("/public /admin/x")]
    [InlineData("/public\t/admin/x")]
    public async Task A_target_of_another_form_never_passes_the_key(string target)
    {
        await gateway.SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n");

        gateway.AssertNoneProtected();
    }
}
