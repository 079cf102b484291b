using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace GatewayKit.Benchmarks.Bodies;

/// <summary>The upstream's response: lines of JSON with links, as long as the query says, perhaps with gzip.</summary>
internal static class LongBody
{
    private static readonly byte[] s_lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(
        i => FormattableString.Invariant($"{{\"id\":{i * 7919 % 10007},\"name\":\"Größe {i * 31 % 977}\",")
            + FormattableString.Invariant($"\"self\":\"http://api.internal/items/{i * 17 % 5003}\"}}\n"))));

    public static async Task SendAsync(HttpContext http)
    {
        var left = long.Parse(http.Request.Query["bytes"].ToString(), CultureInfo.InvariantCulture);
        var isCoded = http.Request.Query["coding"] == "gzip";
        http.Response.ContentType = "application/json";
        if (isCoded)
            http.Response.Headers.ContentEncoding = "gzip";
        var body = isCoded
            ? new GZipStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : http.Response.Body;
        for (; left > 0; left -= s_lines.Length)
            await body.WriteAsync(s_lines.AsMemory(0, (int)long.Min(left, s_lines.Length)), http.RequestAborted).ConfigureAwait(false);
        if (isCoded)
            await body.DisposeAsync().ConfigureAwait(false);
    }
}
