using System.Text.Json;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Browsers;

/// <summary>
/// A site whose page sends requests to another origin and posts the results back, and an upstream that says what reached it. An image
/// holds up the page's load event, for which the browser waits, until the results are here.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TaskCompletionSource<string[]> _results = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;
    private string _page = "";
    private int _reached;

    private Site()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/page", (HttpContext http) =>
        {
            http.Response.Headers.SetCookie = "session=7";
            return Results.Content(_page, "text/html; charset=utf-8");
        });
        _app.MapPost("/results", (string[] results) => _results.TrySetResult(results));
        _app.MapGet("/held", async () => await _results.Task);
        _app.MapFallback(AnswerAsync);
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>How many requests have reached the upstream.</summary>
    public int Reached => Volatile.Read(ref _reached);

    public static async Task<Site> StartAsync()
    {
        var site = new Site();
        await site._app.StartAsync();
        return site;
    }

    /// <summary>Opens the page in a browser and returns what its requests got: status, text and headers,
    /// or the name of the error.</summary>
    /// <param name="host">The page's host, such as <c>localhost</c>.</param>
    /// <param name="target">The origin that it calls.</param>
    /// <param name="requests">Paths and the options of <c>fetch</c>, in JavaScript.</param>
    public async Task<string[]> FetchAsync(string host, Uri target, params (string Path, string Options)[] requests)
    {
        _page = $$"""
            <!doctype html>
            <title>A page of another origin</title>
            <img src="/held">
            <script>
              async function attempt(path, options) {
                try {
                  const response = await fetch("{{target.GetLeftPart(UriPartial.Authority)}}" + path, options);
                  const headers = ["X-Total", "X-Hidden"].filter(name => response.headers.has(name));
                  return [response.status, response.ok ? await response.text() : response.headers.get("Content-Type"), ...headers].join(" ");
                } catch (error) {
                  return error.name;
                }
              }
              (async () => {
                const results = [];
                for (const [path, options] of [{{string.Join(", ", requests.Select(request => $"[{JsonSerializer.Serialize(request.Path)}, {request.Options}]"))}}])
                  results.push(await attempt(path, options));
                await fetch("/results", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(results) });
              })();
            </script>
            """;
        await using var browser = Chromium.Open(new Uri($"http://{host}:{Port}/page"));
        var ended = browser.EndAsync();
        if (await Task.WhenAny(_results.Task, ended).WaitAsync(Bound.Time) == ended && !_results.Task.IsCompleted)
            throw new InvalidOperationException(string.Join('\n', await browser.Output.AllAsync()));
        return await _results.Task;
    }

    public ValueTask DisposeAsync()
    {
        _results.TrySetResult([]);
        return _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _reached);
        http.Response.Headers["X-Total"] = "2";
        http.Response.Headers["X-Hidden"] = "1";
        return http.Response.WriteAsync($"{http.Request.Method} {(http.Request.Cookies.Count > 0 ? "with" : "without")} a cookie");
    }
}
