using GatewayKit.Planning.Traffic;

namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>Access logs with a JSON object on each line.</summary>
public sealed class JsonLineTests
{
    private const string NoRequest = "The line doesn't have a request: the fields 'method' and 'path' (or 'uri') are required.";

    [Fact]
    public async Task A_line_has_the_request_of_its_fields()
    {
        var request = await Lines.ReadOneAsync(
            """{"time":"2026-12-01T00:00:00Z","method":"POST","scheme":"https","host":"shop.example","path":"/a%20b","query":"x=1","""
            + """
            "status":201,"request.size":12,"consumer":"alice","user-agent":"demo","referer":null,"request.header.x-version":"2",
            "request.header.x-other":null}
            """.ReplaceLineEndings(""));

        Assert.Equal(("POST", "https", "shop.example", "/a%20b?x=1"), (request.Method, request.Scheme, request.Host, request.Target));
        Assert.Equal((201, 12L, "alice"), (request.Status, request.Length, request.Consumer));
        Assert.Equal([new("user-agent", "demo"), new("x-version", "2")], request.Headers);
        Assert.Equal(["referer", "x-other"], request.AbsentHeaders);
    }

    [Theory]
    [InlineData("""{"method":"GET","uri":"/a?b=c","user":"bob"}""", "localhost", "/a?b=c", "bob")]
    [InlineData("""{"request":{"method":"GET","uri":"/a","host":"h.example"}}""", "h.example", "/a", null)]
    [InlineData("""{"method":"GET","url":"https://h.example:8443/a//b?c#d","consumer":""}""", "h.example:8443", "/a//b?c", null)]
    [InlineData("""{"method":"GET","path":"/a","request.headers.host":"h.example"}""", "h.example", "/a", null)]
    public async Task Other_names_of_fields_are_known(string line, string host, string target, string? consumer)
    {
        var request = await Lines.ReadOneAsync(line);

        Assert.Equal((host, target, consumer), (request.Host, request.Target, request.Consumer));
    }

    [Theory]
    [InlineData("""{"method":"GET","path":"/a" """, "The line isn't valid JSON.")]
    [InlineData("""{"status":200}""", NoRequest)]
    [InlineData("""{"method":"G T","path":"/a"}""", NoRequest)]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}""", "The line isn't valid JSON.")]
    [InlineData("{\"method\":\"GET\",\"path\":\"/\\ud800\"}", "The line isn't valid JSON.")]
    public async Task A_malformed_line_is_counted_and_the_next_one_is_read(string line, string message)
    {
        var reader = new TrafficReader();

        Assert.Single(await reader.ReadAsync($$"""
            {{line}}
            {"method":"GET","path":"/"}
            """));

        Assert.Equal(1, reader.Malformed);
        Assert.Equal(new TrafficProblem("access.log", 1, message), Assert.Single(reader.Problems));
    }
}
