using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>An identity provider on a socket of this process. Its code is the nonce of the login, so that it remembers nothing.</summary>
internal sealed class LocalProvider : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private LocalProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Json($$"""
            {
              "issuer": "{{Address}}", "jwks_uri": "{{Address}}/keys", "authorization_endpoint": "{{Address}}/authorize",
              "token_endpoint": "{{Address}}/token"
            }
            """));
        _app.MapGet("/keys", () => Json(Keys()));
        _app.MapPost("/token", async (HttpRequest request) => Json(Tokens((await request.ReadFormAsync().ConfigureAwait(false))["code"]!)));
        _app.MapPost("/introspect", () => Json("""
            { "active": true, "sub": "alice", "aud": "orders", "scope": "orders.read", "exp": 4102444800 }
            """));
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static LocalProvider Start()
    {
        var provider = new LocalProvider();
        provider._app.Start();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _key.Dispose();
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private string Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""
            { "keys": [ {
              "kty": "EC", "crv": "P-256", "x": "{{Base64Url.EncodeToString(point.X)}}", "y": "{{Base64Url.EncodeToString(point.Y)}}"
            } ] }
            """;
    }

    private string Tokens(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var input = Encode("""{"alg":"ES256"}""") + "." + Encode($$"""
            {"iss":"{{Address}}","aud":"gateway","sub":"alice","iat":{{now}},"exp":{{now + 3600}},"nonce":"{{nonce}}","groups":["staff"]}
            """);
        var signature = _key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256);
        return $$"""
            {
              "access_token": "access", "token_type": "Bearer", "expires_in": 36000,
              "id_token": "{{input}}.{{Base64Url.EncodeToString(signature)}}"
            }
            """;
    }
}
