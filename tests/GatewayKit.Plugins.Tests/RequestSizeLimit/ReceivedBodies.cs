using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.RequestSizeLimit;

/// <summary>An upstream that reads bodies to their end.</summary>
internal sealed class ReceivedBodies
{
    /// <summary>The last body that ended normally.</summary>
    public byte[]? Last { get; set; }

    public async Task ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Last = body.ToArray();
        await http.Response.WriteAsync("read");
    }
}
