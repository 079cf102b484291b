namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9110, section 14, with a stored response.</summary>
public class RangeTests
{
    [Theory]
    [InlineData("bytes=0-1", 206, "bo", "bytes 0-1/6")]
    [InlineData("bytes=2-", 206, "dy 1", "bytes 2-5/6")]
    [InlineData("bytes=-1", 206, "1", "bytes 5-5/6")]
    [InlineData("bytes=-99", 206, "body 1", "bytes 0-5/6")]
    [InlineData("bytes=4-99", 206, " 1", "bytes 4-5/6")]
    [InlineData("bytes=6-", 416, "", "bytes */6")]
    [InlineData("bytes=-0", 416, "", "bytes */6")]
    [InlineData("bytes=0-1,3-4", 200, "body 1", null)]
    [InlineData("bytes=3-1", 200, "body 1", null)]
    [InlineData("items=0-1", 200, "body 1", null)]
    public async Task A_part_is_answered_from_the_whole_response(string range, int status, string body, string? contentRange)
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        await api.GetAsync();

        var answer = await api.GetAsync("/", ("Range", range));

        Assert.Equal((status, body, contentRange, 1), (answer.Status, answer.Body, answer.Header("Content-Range"), api.Count));
    }

    [Theory]
    [InlineData("\"a\"", 206)]
    [InlineData("\"b\"", 200)]
    [InlineData("W/\"a\"", 200)]
    [InlineData("Sun, 01 Nov 2026 11:00:00 GMT", 206)]
    [InlineData("Sun, 01 Nov 2026 11:00:01 GMT", 200)]
    public async Task If_Range_needs_a_strong_match(string condition, int status)
    {
        await using var api = await CachedApi.StartAsync(headers =>
        {
            (headers.CacheControl, headers.ETag, headers.LastModified) = ("max-age=100", "\"a\"", "Sun, 01 Nov 2026 11:00:00 GMT");
        });
        await api.GetAsync();

        Assert.Equal(status, (await api.GetAsync("/", ("Range", "bytes=0-1"), ("If-Range", condition))).Status);
        Assert.Equal(1, api.Count);
    }

    [Fact]
    public async Task A_partial_response_of_the_upstream_is_not_stored()
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (http.Request.Headers.Range.Count > 0)
            {
                http.Response.StatusCode = 206;
                http.Response.Headers.ContentRange = "bytes 0-5/100";
            }

            return Task.CompletedTask;
        });

        Assert.Equal(206, (await api.GetAsync("/", ("Range", "bytes=0-5"))).Status);
        Assert.Equal(200, (await api.GetAsync()).Status);
        Assert.Equal(2, api.Count);
    }

    [Fact]
    public async Task A_part_has_no_digest_of_the_whole_content()
    {
        await using var api = await CachedApi.StartAsync(headers =>
        {
            headers.CacheControl = "max-age=100";
            headers["Content-Digest"] = "sha-256=:AAAA:";
            headers["Repr-Digest"] = "sha-256=:BBBB:";
        });
        await api.GetAsync();

        var part = await api.GetAsync("/", ("Range", "bytes=0-1"));

        Assert.Equal((206, null, "sha-256=:BBBB:"), (part.Status, part.Header("Content-Digest"), part.Header("Repr-Digest")));
    }
}
