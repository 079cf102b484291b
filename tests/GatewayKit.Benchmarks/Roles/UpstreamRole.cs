namespace GatewayKit.Benchmarks.Roles;

/// <summary>The upstream: answers every request with the same small document.</summary>
internal static class UpstreamRole
{
    private static readonly byte[] s_body =
        [.. """{"id":42,"status":"shipped","items":[{"sku":"A-100","quantity":2},{"sku":"B-7","quantity":1}],"total":"119.80"}"""u8];

    public static Action<WebApplication> Add() => app => app.Run(http =>
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = s_body.Length;
        return http.Response.Body.WriteAsync(s_body).AsTask();
    });
}
