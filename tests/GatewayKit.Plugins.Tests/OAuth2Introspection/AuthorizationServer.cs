using System.Collections.Concurrent;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.OAuth2Introspection;

/// <summary>An authorization server on a real socket that answers as a test says.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    private TestService _service = null!;

    public string Address => _service.Address;

    /// <summary>The tokens that are active, with the members of their answer besides <c>active</c>.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new() { ["good"] = "\"sub\":\"alice\"" };

    /// <summary>The forms that were posted.</summary>
    public ConcurrentQueue<string> Forms { get; } = new();

    /// <summary>The value of <c>Authorization</c> in each request.</summary>
    public IEnumerable<string?> Authorizations => _service.Requests.Select(request => request.GetValueOrDefault("Authorization"));

    /// <summary>Answers instead of the server; null for its own answer.</summary>
    public Func<HttpContext, Task>? Handler { get; set; }

    /// <summary>The metadata.</summary>
    public string? Metadata { get; set; }

    public static async Task<AuthorizationServer> StartAsync()
    {
        var server = new AuthorizationServer();
        server._service = await TestService.StartAsync(server.AnswerAsync);
        return server;
    }

    /// <summary>Answers each question with the same text.</summary>
    public void Say(string body, int status = 200) => Handler = http =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = "https://elsewhere.example/";
        return http.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/.well-known/openid-configuration", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync(Metadata ?? $$"""
                {"issuer":"{{Address}}","jwks_uri":"{{Address}}/jwks","introspection_endpoint":"{{Address}}/introspect"}
                """);
            return;
        }

        using var reader = new StreamReader(http.Request.Body);
        var form = await reader.ReadToEndAsync();
        Forms.Enqueue(form);
        if (Handler is { } handler)
        {
            await handler(http);
            return;
        }

        var token = Uri.UnescapeDataString(form.Split('&')[0]["token=".Length..]);
        await http.Response.WriteAsync(Tokens.TryGetValue(token, out var members)
            ? $"{{\"active\":true{(members.Length > 0 ? "," + members : "")}}}"
            : "{\"active\":false}");
    }
}
