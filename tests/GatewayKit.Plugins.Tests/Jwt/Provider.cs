using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>An identity provider on a real socket: it serves its metadata and its keys, and counts how often.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _metadataFetches;
    private int _keyFetches;

    private Provider(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    public string KeysAddress => Issuer + "/keys";

    public int MetadataFetches => Volatile.Read(ref _metadataFetches);

    public int KeyFetches => Volatile.Read(ref _keyFetches);

    public bool IsDown { get; set; }

    /// <summary>The issuer that the metadata names, if it is another.</summary>
    public string? NamedIssuer { get; set; }

    public string Keys { get; set; } = "";

    /// <summary>Answers instead of the keys.</summary>
    public RequestDelegate? KeysAnswer { get; set; }

    public static async Task<Provider> StartAsync(params Signer[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var provider = new Provider(app);
        provider.Publish(keys);
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        provider.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    public void Publish(params Signer[] keys) => Keys = Set(keys);

    public static string Set(params Signer[] keys) => $"{{\"keys\":[{string.Join(',', keys.Select(key => key.Jwk))}]}}";

    /// <summary>Claims of this issuer for the audience "orders", valid at <see cref="Clock.Start"/> for an hour.</summary>
    public string Claims(string subject = "alice", string more = "") => TestClaims.Of(Issuer, subject, more);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/.well-known/openid-configuration")
            Interlocked.Increment(ref _metadataFetches);
        else
            Interlocked.Increment(ref _keyFetches);
        if (IsDown)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json";
        if (http.Request.Path == "/.well-known/openid-configuration")
            return http.Response.WriteAsync(
                $$"""{"issuer":"{{NamedIssuer ?? Issuer}}","jwks_uri":"{{KeysAddress}}","scopes_supported":["openid"]}""");

        return KeysAnswer is null ? http.Response.WriteAsync(Keys) : KeysAnswer(http);
    }
}
