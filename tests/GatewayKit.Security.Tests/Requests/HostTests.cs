namespace GatewayKit.Security.Tests.Requests;

/// <summary>No spelling of a host leads around the route for that host.</summary>
public sealed class HostTests(HostGateway gateway) : IClassFixture<HostGateway>
{
    [Theory]
    [InlineData("admin.test")]
    [InlineData("ADMIN.Test")]
    [InlineData("admin.test.")]
    [InlineData("admin.test.:80")]
    [InlineData("ADMIN.TEST.:8080")]
    [InlineData("port.test.:81")]
    [InlineData("PORT.test:81")]
    [InlineData("a.tenant.test.")]
    [InlineData("A.B.TENANT.TEST.:80")]
    [InlineData("xn--bcher-kva.test")]
    [InlineData("XN--BCHER-KVA.TEST")]
    [InlineData("Xn--Bcher-Kva.test.:80")]
    [InlineData("xn--BCHER-KVA.test.")]
    public async Task Every_spelling_of_a_protected_host_needs_the_key(string host)
    {
        Assert.Equal(401, (await SendAsync(host))?.Status);

        // Kestrel compares the host of a target with the header by case.
        Assert.True((await SendAsync(host, $"http://{host}/x"))?.Status is 400 or 401);
        Assert.Equal(401, await SendOverHttp2Async(host));
    }

    [Theory]
    [InlineData("admin.test..")]
    [InlineData("admin.test..:80")]
    [InlineData(".admin.test")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a..tenant.test")]
    [InlineData("xn--99999999999")]
    [InlineData("XN--99999999999.test.")]
    [InlineData("xn--bcher-kva.xn--99999999999")]
    public async Task A_host_that_no_name_has_is_refused(string host)
    {
        Assert.Equal(400, (await SendAsync(host))?.Status);
        Assert.True(await SendOverHttp2Async(host) is null or 400);
    }

    [Theory]
    [InlineData("other.test", "other.test")]
    [InlineData("Other.test", "Other.test")]
    [InlineData("other.test.", "other.test")]
    [InlineData("other.test.:81", "other.test:81")]
    [InlineData("192.0.2.1:80", "192.0.2.1:80")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("XN--4GBRIM.test:81", "xn--4gbrim.test:81")]
    public async Task The_upstream_sees_one_spelling(string host, string seen)
    {
        foreach (var target in (string[])["/x", "/yarp"])
        {
            var response = await SendAsync(host, target);

            Assert.Equal((200, $"{seen} {seen}"), (response!.Status, response.Body));
        }
    }

    private Task<RawResponse?> SendAsync(string host, string target = "/x")
        => RawClient.SendAsync(gateway.Http1Port, $"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

    private Task<int?> SendOverHttp2Async(string host) => Http2Client.SendAsync(
        gateway.Http2Port, [(":method", "GET"), (":scheme", "http"), (":authority", host), (":path", "/x")]);
}
