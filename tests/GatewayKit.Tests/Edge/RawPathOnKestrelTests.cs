using GatewayKit.Configuration;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Tests.Edge;

public class RawPathOnKestrelTests
{
    [Fact]
    public async Task What_Kestrel_decodes_is_mapped_back()
    {
        await using var app = await EdgeApp.StartAsync(
            route: new PathRules
            {
                EncodedSlash = PathHandling.Keep,
                EncodedReserved = PathHandling.Keep,
                EmptySegments = PathHandling.Merge,
                Parameters = PathHandling.Keep,
            },
            config: new GatewayConfig { Paths = new PathRules { EmptySegments = PathHandling.Merge } },
            say: MapBack);
        await using var client = await RawClient.ConnectAsync(app.Port);
        string[] paths =
        [
            "/api/%2F", "/api/%2f%252F%25",
            "/api/a%20b%7C|[]", "/api/%C3%A9/%e2%82%ac/%F0%9F%98%80", "/%61pi/%41", "/api/;a=%3b", "/api/x%3F%23",
        ];

        foreach (var path in paths)
        {
            await client.WriteAsync($"GET {path}?x=%2F HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.Equal(path, (await client.ReadResponseAsync())?.Body);
        }

        await client.WriteAsync("GET //api///a%20b HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal("/api/a%20b", (await client.ReadResponseAsync())?.Body);
    }

    private static string MapBack(HttpContext http)
        => RawPath.TryMapBack(
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, http.Request.Path, http.Request.Path, out var raw)
            ? raw
            : "nothing to do";
}
