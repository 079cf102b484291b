using GatewayKit.Hosting;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>A gateway that caches the responses of an upstream, with a clock of the test. Each response has a number as its body.</summary>
internal sealed class CachedApi : IAsyncDisposable
{
    private int _count;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public GatewayTestHost Host { get; private set; } = null!;

    /// <summary>Gets or sets the upstream's answer, to the request with a number from 1.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets the number of requests that the upstream has received.</summary>
    public int Count => Volatile.Read(ref _count);

    public static Task<CachedApi> StartAsync(string cacheControl, string options = "")
        => StartAsync((http, _) =>
        {
            http.Response.Headers.CacheControl = cacheControl;
            return Task.CompletedTask;
        }, options);

    public static Task<CachedApi> StartAsync(Action<IHeaderDictionary> headers, string options = "")
        => StartAsync((http, _) =>
        {
            headers(http.Response.Headers);
            return Task.CompletedTask;
        }, options);

    public static async Task<CachedApi> StartAsync(
        Func<HttpContext, int, Task> answer, string options = "", string[]? plugins = null, string more = "", string entry = "",
        string[]? later = null, IDistributedCache? shared = null, Func<HttpContext, RequestDelegate, Task>? before = null)
    {
        var api = new CachedApi { Answer = answer };
        api.Host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute([.. plugins ?? [], $"{{ name: cache, {entry} options: {{ {options} }} }}", .. later ?? []])
                .Replace("up: { dest", "up: { httpRequest: { activityTimeout: \"23:00:00\" }, dest", StringComparison.Ordinal) + more,
            setup => setup.WithTime(api.Time).WithUpstream(api.RespondAsync).WithApp(app => app.Use(before ?? ((http, next) => next(http))))
                .WithGateway(gateway =>
                {
                    gateway.AddPlugin<OtherClusterPlugin>().UseAdminUrls("http://127.0.0.1:0");
                    if (shared is not null)
                        gateway.UseDistributedCache(_ => shared);
                }));
        return api;
    }

    public Task<Answer> GetAsync(string target = "/", params (string Name, string Value)[] headers) => Host.GetAsync(target, headers);

    public Task<Answer> SendAsync(HttpMethod method, string target = "/", params (string Name, string Value)[] headers)
        => Host.SendAsync(method, target, headers);

    /// <summary>Sends a request again, and returns whether it was answered without the upstream.</summary>
    public async Task<bool> IsCachedAsync(string target = "/", params (string Name, string Value)[] headers)
    {
        var before = Count;
        await GetAsync(target, headers);
        return Count == before;
    }

    /// <summary>Sends the command to remove responses, and returns what the operator reads.</summary>
    public async Task<string> PurgeAsync(string argument, string value)
    {
        const string Text = "Health checks are answered on ";
        var line = Host.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        var admin = new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
        using var client = new HttpClient();
        using var answer = await client
            .PostAsync(new Uri(admin, $"/plugins/cache/purge?{argument}={Uri.EscapeDataString(value)}"), null)
            .WaitAsync(TimeSpan.FromSeconds(60));
        return await answer.Content.ReadAsStringAsync();
    }

    public void Pass(int seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task RespondAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref _count);
        http.Response.Headers.Date = Time.GetUtcNow().ToString("r");
        await Answer(http, number);
        if (!http.Response.HasStarted && http.Response.StatusCode is not (204 or 304) && !HttpMethods.IsHead(http.Request.Method))
            await http.Response.WriteAsync($"body {number}");
    }
}
