using System.Net;
using GatewayKit.Store;

namespace Portal.Seeding;

/// <summary>Sends the requests of a week to the gateway, whose clock skips from hour to hour.</summary>
internal sealed class Usage(Uri gateway, IGatewayStatistics statistics, PastClock clock) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway };

    /// <summary>The same usage at each first start.</summary>
    private readonly Random _random = new(8);

    /// <param name="shop">The key of an application with the plan Basic.</param>
    /// <param name="warehouse">The key of an application with the plan Gold.</param>
    public async Task SendAsync(string shop, string warehouse)
    {
        foreach (var key in (string[])[shop, warehouse])
            await WaitForKeyAsync(key);

        while (clock.Behind > TimeSpan.Zero)
        {
            clock.Skip(TimeSpan.FromHours(1));

            // Begins the hour of the statistics.
            await statistics.FlushAsync();
            var busy = 1 - Math.Cos(2 * Math.PI * clock.GetUtcNow().Hour / 24);
            await Task.WhenAll(Requests(shop, 3 * busy, usesStock: true).Concat(Requests(warehouse, 9 * busy)));
            await statistics.FlushAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private IEnumerable<Task> Requests(string key, double number, bool usesStock = false)
    {
        for (var i = 0; i < number + _random.Next(3); i++)
        {
            yield return _random.Next(20) switch
            {
                < 3 => SendAsync(HttpMethod.Post, "/orders", key),
                < 6 when usesStock => SendAsync(HttpMethod.Get, "/stock/tea", key),
                19 => SendAsync(HttpMethod.Get, "/orders/404", key),
                var other => SendAsync(HttpMethod.Get, $"/orders/{1 + (other % 3)}", key),
            };
        }
    }

    /// <summary>Waits until the gateway runs the revision with a key.</summary>
    private async Task WaitForKeyAsync(string key)
    {
        while (await SendAsync(HttpMethod.Get, "/orders", key) != HttpStatusCode.OK)
            await Task.Delay(50);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Api-Key", key);
        if (method == HttpMethod.Post)
            request.Content = JsonContent.Create(new NewOrder("tea", 1));
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }
}
