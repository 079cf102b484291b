using GatewayKit.Cli.Tests.Browsers;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>A single-page app in a real browser, and a page of another origin of the same site, to which the browser sends the
/// cookie.</summary>
public sealed class OidcInBrowserTests
{
    private readonly TaskCompletionSource<string> _results = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _attacked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _attacker = "";
    private string _gateway = "";

    [ChromiumFact]
    public async Task A_single_page_app_logs_in_and_calls_its_API_and_no_other_page_can()
    {
        await using var provider = await ScriptedProvider.StartAsync(TimeProvider.System);
        await using var attacker = await TestService.StartAsync(AttackAsync);
        _attacker = attacker.Address;
        await using var gateway = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: oidc, options: {{ authority: '{provider.Issuer}', clientId: gateway, tokens: forward }} }}"),
            setup => setup.WithUpstream(AnswerAsync));
        _gateway = gateway.Address.ToString().TrimEnd('/');

        await using var browser = Chromium.Open(new Uri(gateway.Address, "/app"));
        var ended = browser.EndAsync();
        if (await Task.WhenAny(_results.Task, ended).WaitAsync(TimeSpan.FromMinutes(2)) == ended && !_results.Task.IsCompleted)
            Assert.Fail(string.Join('\n', await browser.Output.AllAsync()));

        Assert.Equal("Alice 200 POST Bearer no cookie", await _results.Task);
        await _attacked.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(attacker.Requests, request => request[":target"] == "POST /done");
        Assert.DoesNotContain(gateway.Upstream.Requests, request => request.Target.StartsWith("/api/attack", StringComparison.Ordinal));
    }

    private Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/app":
                http.Response.ContentType = "text/html; charset=utf-8";
                return http.Response.WriteAsync(App.Replace("{attacker}", _attacker, StringComparison.Ordinal));
            case "/results":
                return ReadResultsAsync(http);
            case "/held":
                return _results.Task;
            default:
                var authorization = http.Request.Headers.Authorization.ToString();
                var cookie = http.Request.Headers.Cookie.Count > 0 ? "a cookie" : "no cookie";
                return http.Response.WriteAsync($"{http.Request.Method} {authorization.Split(' ')[0]} {cookie}");
        }
    }

    private async Task ReadResultsAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        _results.TrySetResult(await reader.ReadToEndAsync());
    }

    private Task AttackAsync(HttpContext http)
    {
        if (http.Request.Path == "/done")
        {
            _attacked.TrySetResult();
            return Task.CompletedTask;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Attack.Replace("{gateway}", _gateway, StringComparison.Ordinal));
    }

    // The image holds up the page's load event, for which the browser waits.
    private const string App = """
        <!doctype html>
        <title>App</title>
        <img src="/held">
        <script>
          (async () => {
            const user = await (await fetch("/.gatewaykit/oidc/user")).json();
            const call = await fetch("/api/orders", { method: "POST" });
            const text = await call.text();
            const frame = document.createElement("iframe");
            frame.src = "{attacker}/";
            const attacked = new Promise(resolve => addEventListener("message", resolve));
            document.body.append(frame);
            await attacked;
            await fetch("/results", { method: "POST", body: [user.name, call.status, text].join(" ") });
          })();
        </script>
        """;

    private const string Attack = """
        <!doctype html>
        <form action="{gateway}/api/attack/form" method="post" target="there"><input name="a" value="b"></form>
        <iframe name="there"></iframe>
        <script>
          (async () => {
            await fetch("{gateway}/api/attack/fetch", { method: "POST", mode: "no-cors", credentials: "include", body: "a" }).catch(() => {});
            const loaded = new Promise(resolve => document.querySelector("iframe").addEventListener("load", resolve));
            document.querySelector("form").submit();
            await loaded;
            await fetch("/done", { method: "POST" });
            parent.postMessage("done", "*");
          })();
        </script>
        """;
}
