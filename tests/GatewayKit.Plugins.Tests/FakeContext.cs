using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests;

/// <summary>An exchange without a gateway, for what needs no socket.</summary>
internal sealed class FakeContext : GatewayContext
{
    private Consumer? _consumer;
    private ClaimsPrincipal? _principal;

    public FakeContext(string query = "", Consumer? consumer = null)
    {
        Http.Request.QueryString = new QueryString(query);
        _consumer = consumer;
    }

    public override HttpContext Http { get; } = new DefaultHttpContext();

    public override RouteInfo Route { get; } = new() { Id = "orders" };

    public override Consumer? Consumer => _consumer;

    public override ClaimsPrincipal? Principal => _principal;

    public override bool IsSimulated => Simulated;

    public bool Simulated { get; init; }

    public override string? ClusterId { get; set; }

    public override ResponseOrigin ResponseOrigin => Origin;

    public ResponseOrigin Origin { get; set; }

    public override object? State { get; set; }

    public override IDictionary<string, object?> Variables { get; } = new Dictionary<string, object?>();

    public override CancellationToken CancellationToken => CancellationToken.None;

    public override void WrapRequestBody(Func<Stream, Stream> wrap, bool keepsLength = false) => throw new NotSupportedException();

    public override void WrapResponseBody(Func<Stream, Stream> wrap, bool keepsLength = false) => throw new NotSupportedException();

    public override void SetRequestBody(ReadOnlyMemory<byte> body, string? contentType) => throw new NotSupportedException();

    public override void SetResponseBody(ReadOnlyMemory<byte> body, string? contentType) => throw new NotSupportedException();

    public override ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit) => throw new NotSupportedException();

    public override ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit) => throw new NotSupportedException();

    public void Identify(Consumer consumer, ClaimsPrincipal? principal = null)
        => (_consumer, _principal) = (consumer, principal ?? _principal);

    public void Claim(params Claim[] claims) => _principal = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
}
